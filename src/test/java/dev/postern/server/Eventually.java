package dev.postern.server;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Waits for what the outside world does in its own time.
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Eventually() {}

  /// Repeats an assertion until it holds; after ten seconds its failure counts.
  public static void holds(Runnable assertion) {
    var end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (Instant.now().isAfter(end)) throw notYet;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
