package dev.postern.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back: status, headers in the order they are sent, bytes.
public record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] NO_BODY = {};

  /// What an act gives whose answer is bytes that somebody else made, such as an image.
  public record Blob(String contentType, byte[] bytes) {}

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), NO_BODY);
  }

  public static Answer json(int status, byte[] body) {
    return new Answer(status, Map.of("content-type", "application/json; charset=utf-8"), body);
  }

  public static Answer text(int status, String text) {
    return new Answer(
        status,
        Map.of("content-type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /// Foreign bytes, which run nothing and load nothing wherever they are opened.
  public static Answer blob(int status, Blob blob) {
    return new Answer(
        status,
        Map.of("content-type", blob.contentType(), "content-security-policy", "default-src 'none'"),
        blob.bytes());
  }

  public Answer withStatus(int other) {
    return new Answer(other, headers, body);
  }

  /// This answer with one header more, in place of one of that name.
  public Answer with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /// This answer with headers that it does not have yet.
  public Answer withMissing(Map<String, String> others) {
    var more = new LinkedHashMap<>(others);
    more.putAll(headers);
    return new Answer(status, more, body);
  }
}
