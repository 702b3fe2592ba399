package dev.postern.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a run of a job ended.
public sealed interface Outcome<J> {

  /// There is nothing left to do.
  record Done<J>() implements Outcome<J> {}

  /// It got on, and goes on at that time with this data.
  record Again<J>(Instant at, J data) implements Outcome<J> {}

  /// It did not get on: it is run again after a pause.
  record Failed<J>(String reason) implements Outcome<J> {}

  /// What has a time to live is looked at again when the oldest has lived it, at most once a day;
  /// once a month where there is nothing.
  static <J> Outcome<J> whenDue(Optional<Instant> oldestEnds, Instant now, J data) {
    var tomorrow = now.plus(Duration.ofDays(1));
    var at = oldestEnds.orElse(now.plus(Duration.ofDays(30)));
    return new Again<>(at.isBefore(tomorrow) ? tomorrow : at, data);
  }
}
