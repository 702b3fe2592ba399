package dev.postern.http;

import java.net.URLDecoder;
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

  /// What is no valid encoding stays as it was sent, as in a browser.
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
