package dev.postern.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// `application/x-www-form-urlencoded`, in a query or in a body, as a flat map: the last value of a
/// name wins.
final class Query {
  private Query() {}

  static Map<String, String> parse(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (encoded.isEmpty()) return fields;
    for (var pair : encoded.split("&")) {
      if (pair.isEmpty()) continue;
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return fields;
  }

  /// As a browser's `URLSearchParams` does it: a percent sign that encodes nothing stands for
  /// itself.
  private static String decode(String text) {
    var sent = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(sent.length);
    for (var at = 0; at < sent.length; at++) {
      var value = sent[at] == '%' ? hex(sent, at + 1) : -1;
      if (value < 0) {
        decoded.write(sent[at] == '+' ? ' ' : sent[at]);
      } else {
        decoded.write(value);
        at += 2;
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  /// The byte that two digits say; negative where there are none.
  private static int hex(byte[] sent, int at) {
    if (at + 2 > sent.length) return -1;
    var high = Character.digit(sent[at], 16);
    var low = Character.digit(sent[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
