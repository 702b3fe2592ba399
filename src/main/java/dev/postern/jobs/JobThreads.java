package dev.postern.jobs;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When and on which threads the jobs of this node are done: a store's right after a commit and at
/// their next due time, home's every few seconds. At rest these are two threads.
public final class JobThreads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobThreads.class);
  private static final int WORKERS = 4;
  private static final Duration BETWEEN_LOOKS_AT_HOME = Duration.ofSeconds(5);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final Stores stores;
  private final Function<UUID, Optional<Store>> registry;
  private final Clock clock;
  private final Drain drain;
  private final ScheduledThreadPoolExecutor alarm = alarm();
  private final ThreadPoolExecutor workers = workers();

  /// Stores that wait for a worker; one that is being drained may wait for another.
  private final Set<UUID> waiting = ConcurrentHashMap.newKeySet();

  /// For when the alarm is set.
  private final Map<UUID, Instant> alarms = new ConcurrentHashMap<>();

  /// What was found in a store.
  sealed interface Tended {
    record Seen(Optional<Instant> nextDue) implements Tended {}

    record Down() implements Tended {}

    record Gone() implements Tended {}
  }

  /// @param registry finds any store, known to this node or not
  public JobThreads(
      Stores stores,
      Function<UUID, Optional<Store>> registry,
      List<JobRunner<?>> runners,
      Clock clock) {
    this.stores = stores;
    this.registry = registry;
    this.clock = clock;
    var all = new ArrayList<>(runners);
    all.add(StoreInUse.runner(this, clock));
    this.drain = new Drain(all, clock);
    stores.whenUsed(store -> StoreInUse.note(stores.home(), store, clock.now()));
  }

  /// Begins; what was committed before is found.
  public void start(Jobs jobs) {
    jobs.onCommit(this::begin);
    var home = stores.home().id();
    var millis = BETWEEN_LOOKS_AT_HOME.toMillis();
    var _ =
        alarm.scheduleWithFixedDelay(() -> begin(home), millis / 10, millis, TimeUnit.MILLISECONDS);
  }

  /// Does the jobs of stores, on the caller's thread.
  public Drain drain() {
    return drain;
  }

  /// Looks what is due in a store, and begins with it.
  Tended tend(UUID id) {
    var store = registry.apply(id);
    if (store.isEmpty()) return new Tended.Gone();
    try {
      var next = drain.nextDue(store.get());
      if (next.isPresent() && !next.get().isAfter(clock.now())) begin(id);
      return new Tended.Seen(next);
    } catch (Unavailable down) {
      return new Tended.Down();
    }
  }

  /// Has a worker drain a store, unless one is about to.
  private void begin(UUID store) {
    if (!waiting.add(store)) return;
    try {
      workers.execute(() -> work(store));
    } catch (RejectedExecutionException stopping) {
      waiting.remove(store);
    }
  }

  private void work(UUID id) {
    waiting.remove(id);
    try {
      var store = stores.find(id);
      if (store.isEmpty()) return;
      drain.all(store.get());
      drain.nextDue(store.get()).ifPresent(at -> setAlarm(id, at));
    } catch (Unavailable down) {
      LOG.debug("Jobs of store {} wait: {}", id, down.getMessage());
    } catch (RuntimeException defect) {
      LOG.error("Jobs of store {} could not be done", id, defect);
    }
  }

  private void setAlarm(UUID store, Instant at) {
    var wait = Duration.between(clock.now(), at);
    if (wait.compareTo(LONGEST_WAIT) > 0) return;
    var millis = Math.max(wait.toMillis(), SHORTEST_WAIT.toMillis());
    var known = alarms.get(store);
    if (known != null && !at.isBefore(known)) return;
    alarms.put(store, at);
    try {
      var _ = alarm.schedule(() -> ring(store, at), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      alarms.remove(store, at);
    }
  }

  private void ring(UUID store, Instant at) {
    alarms.remove(store, at);
    begin(store);
  }

  /// Ends what is being done within ten seconds, or leaves it to others.
  @Override
  public void close() {
    drain.stop();
    alarm.shutdownNow();
    workers.shutdown();
    if (isOver(PATIENCE)) return;
    workers.shutdownNow();
    if (!isOver(Duration.ofMillis(500))) drain.giveBackAll();
  }

  private boolean isOver(Duration patience) {
    try {
      return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ScheduledThreadPoolExecutor alarm() {
    return new ScheduledThreadPoolExecutor(
        1, Thread.ofPlatform().daemon().name("job-alarm").factory());
  }

  private static ThreadPoolExecutor workers() {
    var pool =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("jobs-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
