package dev.postern.clock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Tells the current time, cut to the millisecond, which is what the wire can say.
@FunctionalInterface
public interface Clock {
  Instant now();

  /// The clock of this machine.
  static Clock system() {
    return () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
