package dev.postern.config;

import java.util.List;
import java.util.Locale;

/// Recognises secrets that are none: copied from a page, or too short.
final class Samples {
  private static final int LEAST_LENGTH = 24;
  private static final int LEAST_DIFFERENT = 8;
  private static final List<String> WORDS =
      List.of("changeme", "change-me", "change_me", "example", "sample", "placeholder", "your-");

  private Samples() {}

  /// In production only: tests and developers may choose what they like.
  static void complain(String name, Secret secret, Mode mode, Settings settings) {
    if (mode == Mode.DEV) {
      return;
    }
    var text = secret.value().toLowerCase(Locale.ROOT);
    var example = "the output of: openssl rand -hex 32";
    if (text.length() < LEAST_LENGTH) {
      settings.complain(name, "is too short for production (24 characters or more)", example);
    } else if (isSample(text)) {
      settings.complain(name, "is a sample, known to everybody", example);
    }
  }

  static boolean isSample(String text) {
    return text.chars().distinct().count() < LEAST_DIFFERENT
        || WORDS.stream().anyMatch(text::contains);
  }
}
