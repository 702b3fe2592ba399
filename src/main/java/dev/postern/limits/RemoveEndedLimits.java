package dev.postern.limits;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobKind.NoData;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Outcome;
import java.util.UUID;

/// Removes counters whose time is over. They count nothing any more.
public record RemoveEndedLimits(Clock clock) {
  /// Every tenant has this job.
  public static final JobKind<NoData> KIND = JobKind.withoutData("limits.remove_ended");

  private static final int PAGE = 1_000;

  public JobRunner<?> runner() {
    return new JobRunner<>(KIND, this::run);
  }

  private Outcome<NoData> run(Store store, UUID tenant, NoData nothing) {
    var now = clock.now();
    var removed = store.once(handle -> LimitTable.deleteEnded(handle, tenant, now, PAGE));
    if (removed == PAGE) return new Outcome.Again<>(now, nothing);
    var first = store.once(handle -> LimitTable.firstEnd(handle, tenant));
    return Outcome.whenDue(first, now, nothing);
  }
}
