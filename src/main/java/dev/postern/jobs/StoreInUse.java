package dev.postern.jobs;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The job, in home, that tends one attached store: once a minute while any node uses it, and when
/// something is due there. Its tenant is the store. It ends when the store rests.
///
/// @param usedUntil in milliseconds; the notice of use holds that long
record StoreInUse(long usedUntil) {
  static final JobKind<StoreInUse> KIND =
      new JobKind<>(
          "jobs.store_in_use",
          data -> Long.toString(data.usedUntil()),
          json -> new StoreInUse(Long.parseLong(json)));

  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /// Notes in home that a store is used.
  static void note(Store home, UUID store, Instant now) {
    var data = new StoreInUse(now.plus(Stores.NOTICE_HOLDS).toEpochMilli());
    var job = KIND.only("", data);
    home.once(handle -> JobTable.put(handle, store, job, now.plus(BETWEEN), now));
  }

  static JobRunner<StoreInUse> runner(JobThreads threads, Clock clock) {
    return new JobRunner<>(KIND, (_, store, data) -> data.tended(threads.tend(store), clock.now()));
  }

  private Outcome<StoreInUse> tended(JobThreads.Tended tended, Instant now) {
    return switch (tended) {
      case JobThreads.Tended.Gone() -> new Outcome.Done<>();
      case JobThreads.Tended.Down() -> new Outcome.Again<>(now.plus(patience(now)), this);
      case JobThreads.Tended.Seen(var nextDue) -> seen(nextDue, now);
    };
  }

  private Outcome<StoreInUse> seen(Optional<Instant> nextDue, Instant now) {
    var soon = now.plus(BETWEEN);
    var isUsed = now.toEpochMilli() < usedUntil;
    if (nextDue.isEmpty() && !isUsed) return new Outcome.Done<>();
    // What is due already was begun just now, by this node.
    var due = nextDue.map(at -> at.isAfter(now) ? at : soon).orElse(soon);
    return new Outcome.Again<>(isUsed && due.isAfter(soon) ? soon : due, this);
  }

  /// A store that is down is tried less and less often.
  private Duration patience(Instant now) {
    var unused = Duration.ofMillis(Math.max(0, now.toEpochMilli() - usedUntil)).dividedBy(4);
    if (unused.compareTo(BETWEEN) < 0) return BETWEEN;
    return unused.compareTo(LONGEST) > 0 ? LONGEST : unused;
  }
}
