package dev.postern.jobs;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long a job that failed is left alone: a second at first, twice as long each time, an hour at
/// most, and by chance a fifth more or less, so that what failed together does not come back
/// together.
final class BackOff {
  /// As often a job is taken without getting on before it is parked: half a day.
  static final int MOST_ATTEMPTS = 22;

  private static final Duration LONGEST = Duration.ofHours(1);

  private BackOff() {}

  static Duration after(int attempts) {
    var seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(attempts - 1, 20));
    var chance = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    return Duration.ofMillis(Math.round(seconds * 1_000 * chance));
  }
}
