package dev.postern.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.postern.errors.Unavailable;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
  private final AtomicInteger users = new AtomicInteger();

  /// How large a pool is, and how long one waits for a connection.
  record Size(int connections, int idle, Duration idleFor, Duration patience) {}

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
        case ONCE -> work.with(handle);
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
        if (reruns == RERUNS || !Outage.isConflict(failure)) throw failure;
        letTheOtherPass(reruns);
      }
    }
  }

  // Run again at once, it would take its first lock before the other wakes up, and meet it again.
  private static void letTheOtherPass(int reruns) {
    long millis = ThreadLocalRandom.current().nextLong(5, 30) << reruns;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
