package dev.postern.codes;

import java.time.Duration;
import java.util.Locale;

/// What a code is good for, and for how long.
public enum CodeKind {
  /// Stands for a first factor that was proved, until the second one is.
  MFA_ATTEMPT(Duration.ofMinutes(5));

  private final Duration lifetime;

  CodeKind(Duration lifetime) {
    this.lifetime = lifetime;
  }

  Duration lifetime() {
    return lifetime;
  }

  /// Its name in the table.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
