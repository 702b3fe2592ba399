package dev.postern.jobs;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does the jobs of a store that are due, one after the other. Any number of threads and nodes may
/// drain the same store.
public final class Drain {
  /// For how long a taken job is left to who took it. A run takes less.
  public static final Duration LEASE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final Map<String, JobRunner<?>> runners;
  private final List<String> kinds;
  private final Clock clock;
  private final Set<Held> held = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  private record Held(Store store, TakenJob job) {}

  Drain(List<JobRunner<?>> runners, Clock clock) {
    this.runners =
        runners.stream()
            .collect(Collectors.toMap(runner -> runner.kind().name(), Function.identity()));
    this.kinds = List.copyOf(this.runners.keySet());
    this.clock = clock;
  }

  /// Does what is due until nothing is.
  public void all(Store store) {
    while (!stopping && next(store)) {
      // What follows may have been made by what was just done.
    }
  }

  /// Does one job; false where none is due.
  boolean next(Store store) {
    var now = clock.now();
    var taken = store.look(handle -> JobTable.take(handle, kinds, now, now.plus(LEASE)));
    if (taken.isEmpty()) return false;
    var holding = new Held(store, taken.get());
    held.add(holding);
    try {
      end(store, taken.get(), outcome(store, taken.get()));
    } finally {
      held.remove(holding);
    }
    return true;
  }

  private Outcome<String> outcome(Store store, TakenJob job) {
    // A run that ended the process has no chance to say so.
    if (job.attempts() > BackOff.MOST_ATTEMPTS) return new Outcome.Failed<>("It was never ended");
    try {
      return runner(job).run(store, job);
    } catch (RuntimeException failure) {
      return failed(job, failure);
    }
  }

  private JobRunner<?> runner(TakenJob job) {
    var runner = runners.get(job.kind());
    if (runner == null) throw new IllegalStateException("Nobody does " + job.kind());
    return runner;
  }

  private static Outcome<String> failed(TakenJob job, RuntimeException failure) {
    LOG.warn("Job {} {} failed, attempt {}", job.kind(), job.id(), job.attempts(), failure);
    return new Outcome.Failed<>(String.valueOf(failure.getMessage()));
  }

  private void end(Store store, TakenJob job, Outcome<String> outcome) {
    var ended =
        switch (outcome) {
          case Outcome.Done<String>() ->
              store.write(handle -> JobTable.delete(handle, job)) == 1
                  || goOn(store, job, clock.now(), job.data());
          case Outcome.Again<String>(var at, var data) -> goOn(store, job, at, data);
          case Outcome.Failed<String>(var reason) -> fail(store, job, reason);
        };
    if (!ended) LOG.info("Job {} {} was taken by somebody else", job.kind(), job.id());
  }

  private static boolean goOn(Store store, TakenJob job, Instant at, String data) {
    return store.write(handle -> JobTable.goOn(handle, job, at, data)) == 1;
  }

  private boolean fail(Store store, TakenJob job, String reason) {
    if (stopping) return giveBack(store, job);
    var now = clock.now();
    if (job.attempts() < BackOff.MOST_ATTEMPTS) {
      var at = now.plus(BackOff.after(job.attempts()));
      return store.write(handle -> JobTable.retry(handle, job, at, reason)) == 1;
    }
    LOG.error("Job {} {} is parked: {}", job.kind(), job.id(), reason);
    return store.write(handle -> JobTable.park(handle, job, now, reason)) == 1;
  }

  /// When the next job may be taken.
  Optional<Instant> nextDue(Store store) {
    return store.look(handle -> JobTable.nextDue(handle, kinds));
  }

  /// The jobs of a tenant that are not done: waiting for their time, failing, or parked.
  public List<UnfinishedJob> unfinished(Store store, UUID tenant) {
    return store.look(handle -> JobTable.list(handle, tenant));
  }

  /// Takes no more jobs; what is being done may still end.
  void stop() {
    stopping = true;
  }

  /// Leaves to others at once what was taken and has not ended.
  void giveBackAll() {
    for (var holding : held) giveBack(holding.store(), holding.job());
  }

  private static boolean giveBack(Store store, TakenJob job) {
    return store.look(handle -> JobTable.giveBack(handle, job)) == 1;
  }
}
