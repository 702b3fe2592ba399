package dev.postern.sessions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The privilege level that a request declares for itself, lowest first.
public enum AccessType {
  CLIENT,
  SERVER,
  ADMIN;

  static Optional<AccessType> of(String wireName) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(wireName)).findFirst();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
