package dev.postern.codes;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobKind.NoData;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Outcome;
import java.time.Duration;
import java.util.UUID;

/// Removes codes that expired a while ago. Until then whoever brings one learns that it has expired
/// or was used, and not that there never was such a code.
public record RemoveExpiredCodes(Clock clock) {
  /// Every tenant has this job.
  public static final JobKind<NoData> KIND = JobKind.withoutData("codes.remove_expired");

  private static final Duration KEPT_FOR = Duration.ofDays(7);
  private static final int PAGE = 1_000;

  public JobRunner<?> runner() {
    return new JobRunner<>(KIND, this::run);
  }

  private Outcome<NoData> run(Store store, UUID tenant, NoData nothing) {
    var now = clock.now();
    var by = now.minus(KEPT_FOR);
    var removed = store.once(handle -> CodeTable.deleteExpired(handle, tenant, by, PAGE));
    if (removed == PAGE) return new Outcome.Again<>(now, nothing);
    var oldest = store.once(handle -> CodeTable.firstExpiry(handle, tenant));
    return Outcome.whenDue(oldest.map(expiry -> expiry.plus(KEPT_FOR)), now, nothing);
  }
}
