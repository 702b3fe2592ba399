package dev.postern.http.schema;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The body of a request, as its content type made it.
public sealed interface Body {
  /// No content type, no bytes, or a GET.
  record None() implements Body {}

  /// `application/json`.
  record Json(JsonNode tree) implements Body {}

  /// `application/x-www-form-urlencoded`; the last value of a name wins.
  record Form(Map<String, String> fields) implements Body {}

  /// `text/plain`.
  record Text(String text) implements Body {}

  /// `application/octet-stream`.
  record Bytes(byte[] bytes) implements Body {}
}
