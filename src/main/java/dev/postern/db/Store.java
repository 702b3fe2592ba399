package dev.postern.db;

import dev.postern.clock.Clock;
import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One Postgres database that holds the schema `postern`, reached by three doors. It is opened by
/// its first use. What Postgres cannot do right now is [Unavailable]; what a work throws rolls back
/// and flies on unchanged.
public final class Store {
  /// The door behind which this thread stands.
  public record Passage(UUID storeId, Door door) {}

  static final ScopedValue<Passage> PASSAGE = ScopedValue.newInstance();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final UUID id;
  private final Opening opening;
  private final Reachability reachability;
  private final Clock clock;
  private final ReentrantLock opener = new ReentrantLock();
  private volatile @Nullable OpenStore open;
  private final UseNotice notice;
  private volatile boolean forgotten;
  private volatile Instant lastUse;

  /// How a store is opened, and how one sees whether its server answers again.
  interface Opening {
    OpenStore open();

    void probe();

    /// Tells who must know that the store is used.
    void announce();
  }

  Store(UUID id, Opening opening, Reachability reachability, Clock clock) {
    this.id = id;
    this.opening = opening;
    this.reachability = reachability;
    this.clock = clock;
    this.lastUse = clock.now();
    this.notice = new UseNotice(opening::announce, clock);
  }

  /// For home, which is open from the start and stays so.
  Store(UUID id, OpenStore open, Opening opening, Reachability reachability, Clock clock) {
    this(id, opening, reachability, clock);
    this.open = open;
  }

  public UUID id() {
    return id;
  }

  /// One statement without a transaction around it: it is its own. The hot path.
  public <T extends @Nullable Object> T once(Work<T> work) {
    return through(Door.ONCE, work, true);
  }

  /// The same for what looks after the store: it is no use, and does not keep the store open.
  public <T extends @Nullable Object> T look(Work<T> work) {
    return through(Door.ONCE, work, false);
  }

  /// Several statements that see one state of the database and change nothing.
  public <T extends @Nullable Object> T read(Work<T> work) {
    return through(Door.READ, work, true);
  }

  /// A transaction. Run again, at most three times, when it meets a deadlock or a conflict, or a
  /// key that was taken since it looked.
  public <T extends @Nullable Object> T write(Work<T> work) {
    return through(Door.WRITE, work, true);
  }

  /// The store of the handle that this thread holds, behind the door `write`.
  public static UUID written() {
    if (!PASSAGE.isBound() || PASSAGE.get().door() != Door.WRITE)
      throw new IllegalStateException("Only behind the door write something is written");
    return PASSAGE.get().storeId();
  }

  /// Runs this once the transaction of a handle of the door `write` has committed.
  public static void afterCommit(Handle handle, Runnable work) {
    handle.afterCommit(work);
  }

  /// Why it cannot be used at the moment, when it was tried and could not.
  public Optional<String> trouble() {
    return reachability.trouble();
  }

  private <T extends @Nullable Object> T through(Door door, Work<T> work, boolean isUse) {
    if (PASSAGE.isBound())
      throw new IllegalStateException(
          "A door opened inside a door: %s of store %s while inside %s"
              .formatted(door, id, PASSAGE.get()));
    OpenStore entered = enter();
    try {
      if (isUse) use();
      return ScopedValue.where(PASSAGE, new Passage(id, door)).call(() -> entered.pass(door, work));
    } finally {
      entered.leave();
    }
  }

  private OpenStore enter() {
    boolean probe = reachability.mustProbe();
    OpenStore current = open;
    if (current == null || !current.enter()) return openAndEnter(probe);
    try {
      if (probe) opening.probe();
    } catch (Unavailable down) {
      current.leave();
      throw down;
    }
    return current;
  }

  private void use() {
    Instant now = clock.now();
    notice.use(now);
    lastUse = now;
  }

  private OpenStore openAndEnter(boolean probe) {
    if (!lock()) throw new Unavailable("Store " + id + " is still being opened", Outage.SOON);
    try {
      if (forgotten) throw new Unavailable("Store " + id + " was taken away", Outage.SOON);
      OpenStore current = open;
      if (current != null && current.enter()) return current;
      // Whoever opened it while we waited may have found it down.
      if (!probe) reachability.mustProbe();
      OpenStore fresh = opening.open();
      fresh.enter();
      open = fresh;
      return fresh;
    } finally {
      opener.unlock();
    }
  }

  private boolean lock() {
    try {
      return opener.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Closes it when nobody has used it since that time.
  void closeIfUnusedSince(Instant time) {
    // Where somebody opens it, it is in use.
    if (!opener.tryLock()) return;
    try {
      OpenStore current = open;
      if (current == null || !lastUse.isBefore(time)) return;
      if (!current.closeIfUnused()) return;
      open = null;
      notice.forget();
    } finally {
      opener.unlock();
    }
  }

  /// Closes it for good, as soon as the last one has left.
  void forget() {
    opener.lock();
    try {
      forgotten = true;
      OpenStore current = open;
      if (current != null) current.close();
      open = null;
    } finally {
      opener.unlock();
    }
  }

  /// Gives notice that a store is used: before its first work, and again every few minutes while
  /// there is work. A notice that cannot be renewed is trusted a while longer, so that a home that
  /// is away for a minute stops nobody.
  private static final class UseNotice {
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(4);
    private static final Duration TRUSTED_FOR = Stores.NOTICE_HOLDS.minusMinutes(2);

    private final Runnable give;
    private final Clock clock;
    private final ReentrantLock giving = new ReentrantLock();
    private volatile @Nullable Instant given;

    UseNotice(Runnable give, Clock clock) {
      this.give = give;
      this.clock = clock;
    }

    void use(Instant now) {
      Instant before = given;
      if (before == null) first();
      else if (!now.isBefore(before.plus(RENEWED_AFTER))) renew(before, now);
    }

    /// The store was closed: its next use gives notice anew.
    void forget() {
      given = null;
    }

    private void first() {
      giving.lock();
      try {
        if (given != null) return;
        Instant now = clock.now();
        give.run();
        given = now;
      } finally {
        giving.unlock();
      }
    }

    private void renew(Instant before, Instant now) {
      if (!giving.tryLock()) return;
      try {
        give.run();
        given = now;
      } catch (Unavailable away) {
        if (now.isAfter(before.plus(TRUSTED_FOR))) throw away;
      } finally {
        giving.unlock();
      }
    }
  }
}
