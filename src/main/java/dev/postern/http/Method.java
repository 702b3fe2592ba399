package dev.postern.http;

import java.util.Arrays;
import java.util.Optional;

/// The methods that endpoints know.
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  static Optional<Method> of(String name) {
    return Arrays.stream(values()).filter(method -> method.name().equals(name)).findFirst();
  }

  /// Whether the fields of a request come from its body; otherwise they come from the query.
  boolean hasBody() {
    return this != GET && this != DELETE;
  }
}
