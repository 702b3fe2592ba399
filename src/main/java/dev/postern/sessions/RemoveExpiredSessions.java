package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobKind.NoData;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Outcome;
import java.util.UUID;

/// Removes sessions that have expired. They are of no use before that either.
public record RemoveExpiredSessions(Clock clock) {
  /// Every tenant has this job.
  public static final JobKind<NoData> KIND = JobKind.withoutData("sessions.remove_expired");

  private static final int PAGE = 1_000;

  public JobRunner<?> runner() {
    return new JobRunner<>(KIND, this::run);
  }

  private Outcome<NoData> run(Store store, UUID tenant, NoData nothing) {
    var now = clock.now();
    var removed = store.once(handle -> ExpiryTable.deleteExpired(handle, tenant, now, PAGE));
    if (removed == PAGE) return new Outcome.Again<>(now, nothing);
    var oldest = store.once(handle -> ExpiryTable.firstExpiry(handle, tenant));
    return Outcome.whenDue(oldest, now, nothing);
  }
}
