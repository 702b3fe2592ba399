package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/// A password as somebody typed it. It is never printed.
public record PlainPassword(String value) {
  /// In UTF-16 units, as the clients count.
  public int length() {
    return value.length();
  }

  byte[] asTyped() {
    return value.getBytes(UTF_8);
  }

  byte[] normalized(Normalizer.Form form) {
    return Normalizer.normalize(value, form).getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return "PlainPassword[hidden]";
  }
}
