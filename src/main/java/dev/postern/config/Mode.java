package dev.postern.config;

/// What the server is started for.
public enum Mode {
  /// On the developer's own machine: everything has a default.
  DEV,
  /// In production: what must not be guessed must be set.
  SERVE
}
