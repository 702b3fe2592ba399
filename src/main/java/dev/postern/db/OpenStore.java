package dev.postern.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.postern.errors.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jspecify.annotations.Nullable;

/// A store while it is open: its pool, and what its doors do to a connection. Closed when nobody is
/// inside any more.
final class OpenStore {
  private static final int CLOSED = Integer.MIN_VALUE;
  private static final int RERUNS = 3;

  private final String name;
  private final Duration patience;
  private final Semaphore seats;
  private final ServerBudget budget;
  private final Dialer dialer;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final SilenceWatch watch;
  private final AtomicInteger users = new AtomicInteger();

  /// How large a pool is, how long one waits for a connection, and how long its server may be
  /// silent.
  record Size(int connections, int idle, Duration idleFor, Duration patience, Duration silence) {}

  /// What a pool shares with the others.
  record Shared(ScheduledExecutorService housekeeper, SqlLogger logger) {}

  OpenStore(String name, Dialer dialer, ServerBudget budget, Size size, Shared shared) {
    this.name = name;
    this.patience = size.patience();
    this.seats = new Semaphore(size.connections());
    this.budget = budget;
    this.dialer = dialer;
    this.pool = new HikariDataSource(settings(name, dialer, size, shared));
    this.jdbi = Jdbi.create(pool);
    PostgresTypes.teach(jdbi);
    jdbi.setSqlLogger(shared.logger());
    this.watch = new SilenceWatch(size.silence(), shared.housekeeper());
    budget.joins(this);
  }

  private static HikariConfig settings(String name, Dialer dialer, Size size, Shared shared) {
    var settings = new HikariConfig();
    settings.setPoolName(name);
    settings.setDataSource(dialer);
    settings.setMaximumPoolSize(size.connections());
    settings.setMinimumIdle(size.idle());
    settings.setConnectionTimeout(size.patience().toMillis());
    settings.setValidationTimeout(1_000);
    settings.setIdleTimeout(size.idleFor().toMillis());
    settings.setKeepaliveTime(0);
    settings.setInitializationFailTimeout(-1);
    settings.setScheduledExecutor(shared.housekeeper());
    settings.setExceptionOverride(eviction());
    return settings;
  }

  private static SQLExceptionOverride eviction() {
    return new SQLExceptionOverride() {
      @java.lang.Override
      public Override adjudicate(SQLException failure) {
        boolean reading = Store.PASSAGE.isBound() && Store.PASSAGE.get().door() == Door.READ;
        return Outage.spoils(Outage.state(failure), reading)
            ? Override.MUST_EVICT
            : Override.CONTINUE_EVICT;
      }
    };
  }

  /// Counts the caller in, unless the store is closed or closing.
  boolean enter() {
    if (users.incrementAndGet() > 0) return true;
    leave();
    return false;
  }

  void leave() {
    if (users.decrementAndGet() == CLOSED) shut();
  }

  /// Closes it if nobody is inside; answers whether it is closed.
  boolean closeIfUnused() {
    if (!users.compareAndSet(0, CLOSED)) return false;
    shut();
    return true;
  }

  /// Lets nobody in any more, and closes when the last one has left.
  void close() {
    int inside = users.getAndUpdate(count -> count < 0 ? count : count + CLOSED);
    if (inside == 0) shut();
  }

  private void shut() {
    budget.leaves(this);
    watch.stop();
    pool.close();
    dialer.discard();
  }

  int connections() {
    return pool.getHikariPoolMXBean().getTotalConnections();
  }

  void evictIdle() {
    var state = pool.getHikariPoolMXBean();
    if (state.getIdleConnections() > 0) state.softEvictConnections();
  }

  <T extends @Nullable Object> T pass(Door door, Work<T> work) {
    takeSeat();
    try (Handle handle = borrow()) {
      return switch (door) {
        case ONCE -> watch.during(handle.getConnection(), () -> work.with(handle));
        case READ -> reading(handle, work);
        case WRITE -> writing(handle, work);
      };
    } catch (JdbiException failure) {
      throw Outage.explain(name, door, failure);
    } finally {
      budget.release();
      seats.release();
    }
  }

  private void takeSeat() {
    try {
      if (!seats.tryAcquire() && !seats.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS))
        throw new Unavailable("All connections of " + name + " are in use", Outage.SOON);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Unavailable("Stopped while waiting for " + name, Outage.SOON, stopped);
    }
    try {
      budget.take(patience);
    } catch (Unavailable none) {
      seats.release();
      throw none;
    }
  }

  private Handle borrow() {
    if (pool.getHikariPoolMXBean().getIdleConnections() == 0) budget.makeRoom();
    try {
      return jdbi.open();
    } catch (ConnectionException failure) {
      String why = dialer.reachability().trouble().orElse("no connection could be had in time");
      throw new Unavailable(name + ": " + why, Outage.SOON, failure);
    }
  }

  private static <T extends @Nullable Object> T reading(Handle handle, Work<T> work) {
    // Sent along with the first statement as BEGIN READ ONLY; the isolation has no such way.
    handle.setReadOnly(true);
    return handle.inTransaction(inside -> {
      try (Statement statement = inside.getConnection().createStatement()) {
        statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      } catch (SQLException failure) {
        throw new ConnectionException(failure);
      }
      return work.with(inside);
    });
  }

  private static <T extends @Nullable Object> T writing(Handle handle, Work<T> work) {
    for (int reruns = 0; ; reruns++) {
      try {
        return handle.inTransaction(work::with);
      } catch (JdbiException failure) {
        if (reruns == RERUNS || !Outage.mayPass(failure)) throw failure;
        letTheOtherPass(reruns);
      }
    }
  }

  // Run again at once, it would take its first lock before the other wakes up, and meet it again.
  private static void letTheOtherPass(int reruns) {
    long millis = ThreadLocalRandom.current().nextLong(5, 30) << reruns;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /// Cuts connections whose server has fallen silent, for those who read without a time-out of
  /// their own: on a virtual thread each read with one sets an alarm and takes it back, which costs
  /// as much as the rest of the read.
  private static final class SilenceWatch {
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final long silence;
    private final Map<Connection, Long> begun = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> rounds;

    SilenceWatch(Duration silence, ScheduledExecutorService housekeeper) {
      this.silence = silence.toNanos();
      long millis = ROUND.toMillis();
      this.rounds =
          housekeeper.scheduleWithFixedDelay(
              this::cutSilent, millis, millis, TimeUnit.MILLISECONDS);
    }

    /// Does a work that sends one statement over a connection of a pool, which sets the time-out
    /// back when it gets the connection back.
    <T extends @Nullable Object> T during(Connection connection, Supplier<T> work) {
      try {
        connection.setNetworkTimeout(Runnable::run, 0);
      } catch (SQLException failure) {
        throw new ConnectionException(failure);
      }
      begun.put(connection, System.nanoTime());
      try {
        return work.get();
      } finally {
        begun.remove(connection);
      }
    }

    private void cutSilent() {
      long now = System.nanoTime();
      begun.forEach((connection, since) -> {
        if (now - since > silence) cut(connection);
      });
    }

    /// Closing may wait for the other side too, where the connection is encrypted.
    private static void cut(Connection connection) {
      try {
        connection.abort(Thread::startVirtualThread);
      } catch (SQLException gone) {
        // Whoever reads from it has been told.
      }
    }

    void stop() {
      rounds.cancel(false);
    }
  }
}
