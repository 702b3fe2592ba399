package dev.postern.config;

/// What is logged to stderr, and how it looks.
public record Logging(Level level, Format format) {
  /// From the least to the most.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /// For people or for machines.
  public enum Format {
    TEXT,
    JSON
  }

  static Logging read(Settings settings) {
    return new Logging(
        settings.choice("POSTERN_LOG_LEVEL", Level.INFO, "The least level that is logged."),
        settings.choice(
            "POSTERN_LOG_FORMAT",
            Format.TEXT,
            "Lines for people, or a JSON object each: time, level, logger, thread, message,"
                + " and where there is one request_id and trace."));
  }
}
