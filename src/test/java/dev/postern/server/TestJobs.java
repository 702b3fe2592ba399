package dev.postern.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.db.Store;
import dev.postern.jobs.UnfinishedJob;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The jobs of a server, done to their end.
final class TestJobs {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RunningServer server;

  TestJobs(RunningServer server) {
    this.server = server;
  }

  /// Does what is due for a tenant of a store. None may have failed.
  void finish(Store store, UUID tenant) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    List<UnfinishedJob> begun;
    do {
      server.running.drain().all(store);
      begun = begun(store, tenant);
      // The server's own threads may have taken one before.
      if (!begun.isEmpty()) LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    } while (begun.stream().anyMatch(job -> !job.isParked() && job.lastError() == null)
        && System.nanoTime() < deadline);
    assertThat(begun).as("jobs that failed or were left undone").isEmpty();
  }

  private List<UnfinishedJob> begun(Store store, UUID tenant) {
    return server.running.drain().unfinished(store, tenant).stream()
        .filter(job -> job.isTaken() || job.lastError() != null || isDue(job))
        .toList();
  }

  private boolean isDue(UnfinishedJob job) {
    return !job.dueAt().isAfter(server.clock.now());
  }
}
