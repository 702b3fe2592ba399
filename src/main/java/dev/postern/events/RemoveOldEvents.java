package dev.postern.events;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobKind.NoData;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Outcome;
import java.time.Duration;
import java.util.UUID;

/// Removes events that nobody will ask for any more.
public record RemoveOldEvents(Clock clock) {
  /// Every tenant has this job.
  public static final JobKind<NoData> KIND = JobKind.withoutData("events.remove_old");

  /// How long an event is kept.
  public static final Duration KEPT_FOR = Duration.ofDays(90);

  private static final int PAGE = 1_000;

  public JobRunner<?> runner() {
    return new JobRunner<>(KIND, this::run);
  }

  private Outcome<NoData> run(Store store, UUID tenant, NoData nothing) {
    var now = clock.now();
    var before = now.minus(KEPT_FOR);
    var removed = store.once(handle -> EventTable.deleteBefore(handle, tenant, before, PAGE));
    if (removed == PAGE) return new Outcome.Again<>(now, nothing);
    var oldest = store.once(handle -> EventTable.oldest(handle, tenant));
    return Outcome.whenDue(oldest.map(at -> at.plus(KEPT_FOR)), now, nothing);
  }
}
