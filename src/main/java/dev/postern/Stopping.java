package dev.postern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops one part of the server, and goes on with the others when it resists.
final class Stopping {
  private static final Logger LOG = LoggerFactory.getLogger(Stopping.class);

  private Stopping() {}

  /// Answers whether it stopped cleanly.
  static boolean quietly(AutoCloseable part) {
    try {
      part.close();
      return true;
    } catch (Exception resisted) {
      LOG.warn("A part of the server did not stop cleanly", resisted);
      return false;
    }
  }
}
