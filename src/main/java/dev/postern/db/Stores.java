package dev.postern.db;

import dev.postern.clock.Clock;
import dev.postern.db.Dialer.Use;
import dev.postern.errors.Unavailable;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/// All stores of this process: home, which is opened at the start, and the attached ones, each
/// opened by its first use and closed when it has not been used for a while.
public final class Stores implements AutoCloseable {
  /// How many connections there may be, and how long things last. The budget per server counts the
  /// attached stores of one server; home's pool comes on top.
  public record Limits(
      int home,
      int attached,
      int perServer,
      Duration patience,
      Duration silence,
      Duration closeAfter) {
    public static final Limits USUAL =
        new Limits(
            10, 4, 60, Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(10));

    /// The same with another number of connections to home.
    public Limits withHome(int connections) {
      return new Limits(connections, attached, perServer, patience, silence, closeAfter);
    }
  }

  /// Without another notice within this time, nobody uses the store.
  public static final Duration NOTICE_HOLDS = Duration.ofMinutes(10);

  private static final int KEPT_AT_HOME = 2;
  private static final Duration HOME_IDLE = Duration.ofMinutes(10);
  private static final Duration STORE_IDLE = Duration.ofMinutes(1);

  private record Attached(ConnectionString where, Store store) {}

  private final Limits limits;
  private final Migrations migrations;
  private final Clock clock;
  private final OpenStore.Shared shared;
  private final ScheduledThreadPoolExecutor housekeeper = housekeeper();
  private final Map<String, ServerBudget> budgets = new ConcurrentHashMap<>();
  private final Map<UUID, Attached> attached = new ConcurrentHashMap<>();
  private final Store home;
  private volatile Consumer<UUID> whenUsed = _ -> {};

  /// Opens home, migrating it when it is behind; fails with a message for the operator when it
  /// cannot be used.
  public Stores(
      ConnectionString home,
      Limits limits,
      Migrations migrations,
      StatementObserver observer,
      Clock clock) {
    this.limits = limits;
    this.migrations = migrations;
    this.clock = clock;
    this.shared = new OpenStore.Shared(housekeeper, logger(observer));
    try {
      this.home = openHome(home);
    } catch (RuntimeException failure) {
      housekeeper.shutdownNow();
      throw failure;
    }
    var _ =
        housekeeper.scheduleWithFixedDelay(
            () -> Thread.startVirtualThread(this::closeUnused), 10, 10, TimeUnit.SECONDS);
  }

  public Store home() {
    return home;
  }

  /// The store of that id at that place. It need not be reachable: that shows when it is used.
  public Store attached(UUID storeId, ConnectionString where) {
    if (storeId.equals(home.id())) return home;
    Attached known = attached.get(storeId);
    if (known != null && known.where().equals(where)) return known.store();
    return attached
        .compute(
            storeId,
            (_, before) -> {
              if (before != null && before.where().equals(where)) return before;
              if (before != null) before.store().forget();
              return new Attached(where, store(storeId, where));
            })
        .store();
  }

  /// Closes the store as soon as nobody is inside and opens it no more, until it is attached again.
  public void forget(UUID storeId) {
    Attached known = attached.remove(storeId);
    if (known != null) known.store().forget();
  }

  /// The store of that id, where it was attached here before, or home.
  public Optional<Store> find(UUID storeId) {
    if (storeId.equals(home.id())) return Optional.of(home);
    return Optional.ofNullable(attached.get(storeId)).map(Attached::store);
  }

  /// Is told the id of every attached store that is used: before its first work runs there, and
  /// again while it is used. What it was told holds for `NOTICE_HOLDS`.
  public void whenUsed(Consumer<UUID> listener) {
    whenUsed = listener;
  }

  /// Tries a connection string and says why it cannot be used.
  public static ConnectionCheck check(ConnectionString where) {
    return ConnectionCheck.of(where);
  }

  @Override
  public void close() {
    for (UUID storeId : attached.keySet()) forget(storeId);
    home.forget();
    housekeeper.shutdownNow();
  }

  /// Closes the attached stores that have not been used for a while.
  void closeUnused() {
    var before = clock.now().minus(limits.closeAfter());
    for (Attached each : attached.values()) each.store().closeIfUnusedSince(before);
  }

  private Store openHome(ConnectionString where) {
    var reachability = new Reachability(clock);
    var dialer = new Dialer(where, Use.SERVING, reachability, () -> {});
    Connection connection = dialer.dial();
    UUID id;
    try {
      id = migrations.home(dialer, connection);
    } catch (RuntimeException refused) {
      Dialer.close(connection);
      throw refused;
    }
    dialer.keep(connection);
    var budget = new ServerBudget(where.server(), limits.home());
    var size = size(limits.home(), KEPT_AT_HOME, HOME_IDLE);
    var opened = new OpenStore("home", dialer, budget, size, shared);
    return new Store(id, opened, new HomeOpening(opened, dialer), reachability, clock);
  }

  private OpenStore.Size size(int connections, int idle, Duration idleFor) {
    return new OpenStore.Size(connections, idle, idleFor, limits.patience(), limits.silence());
  }

  private record HomeOpening(OpenStore store, Dialer dialer) implements Store.Opening {
    @Override
    public OpenStore open() {
      return store;
    }

    @Override
    public void probe() {
      dialer.probe();
    }

    @Override
    public void announce() {}
  }

  private Store store(UUID storeId, ConnectionString where) {
    var reachability = new Reachability(clock);
    var budget =
        budgets.computeIfAbsent(
            where.server(), server -> new ServerBudget(server, limits.perServer()));
    var dialer = new Dialer(where, Use.SERVING, reachability, budget::evictIdle);
    return new Store(storeId, new AttachedOpening(storeId, dialer, budget), reachability, clock);
  }

  private final class AttachedOpening implements Store.Opening {
    private final UUID storeId;
    private final Dialer dialer;
    private final ServerBudget budget;

    AttachedOpening(UUID storeId, Dialer dialer, ServerBudget budget) {
      this.storeId = storeId;
      this.dialer = dialer;
      this.budget = budget;
    }

    @Override
    public OpenStore open() {
      Connection connection = dialer.probed();
      try {
        migrations.attached(dialer, connection, storeId);
      } catch (Unavailable refused) {
        Dialer.close(connection);
        dialer.reachability().failed(refused);
        throw refused;
      } catch (RuntimeException failure) {
        Dialer.close(connection);
        throw failure;
      }
      dialer.keep(connection);
      var size = size(limits.attached(), 0, STORE_IDLE);
      return new OpenStore("store " + storeId, dialer, budget, size, shared);
    }

    @Override
    public void probe() {
      dialer.probe();
    }

    @Override
    public void announce() {
      whenUsed.accept(storeId);
    }
  }

  private static ScheduledThreadPoolExecutor housekeeper() {
    var executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("store-housekeeper").factory());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  private static SqlLogger logger(StatementObserver observer) {
    if (observer.equals(StatementObserver.NONE)) return SqlLogger.NOP_SQL_LOGGER;
    return new SqlLogger() {
      @Override
      public void logBeforeExecution(StatementContext context) {
        observer.executes(Store.PASSAGE.get(), context.getRenderedSql());
      }
    };
  }
}
