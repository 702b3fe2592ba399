package dev.postern.db;

import dev.postern.clock.Clock;
import dev.postern.db.Dialer.Use;
import dev.postern.db.StoreTable.Row;
import dev.postern.db.StoreTable.Version;
import dev.postern.errors.Unavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a database to the version this server knows, when it is opened, and refuses what must not
/// be served: a copy, another store, one too new. A single statement decides that there is nothing
/// to do.
public final class Migrations {
  // Raised together with the first migration that older servers cannot live with.
  private static final int OLDEST_FOR_STORE = 1;
  private static final int OLDEST_FOR_CONTROL = 1;

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final Duration RETRY = Duration.ofSeconds(30);
  // "postern" in ASCII; everybody who migrates a database of ours takes this lock in it.
  private static final long LOCK = 0x706f737465726eL;

  private final MigrationFolder control;
  private final MigrationFolder store;
  private final Clock clock;
  private final boolean mayMigrate;

  /// A database is behind, and whoever looked at it may not change that. The message is for the
  /// operator.
  public static final class Behind extends RuntimeException {
    private Behind(ConnectionString where) {
      super(
          """
          %s is not at the version that this Postern needs. Say ./postern migrate, or start the \
          server, which does the same.\
          """
              .formatted(where));
    }
  }

  /// The migrations that this server was built with.
  public static Migrations shipped(Clock clock) {
    return new Migrations("db/control", "db/store", clock);
  }

  /// Folders on the class path with files named `0001_subject.sql`.
  public Migrations(String controlFolder, String storeFolder, Clock clock) {
    this(MigrationFolder.at(controlFolder), MigrationFolder.at(storeFolder), clock, true);
  }

  private Migrations(
      MigrationFolder control, MigrationFolder store, Clock clock, boolean mayMigrate) {
    this.control = control;
    this.store = store;
    this.clock = clock;
    this.mayMigrate = mayMigrate;
  }

  /// The same for whoever works beside a server, perhaps an older one: what is behind is refused
  /// with `Behind`. Only what is no store yet is made one.
  public Migrations refusingWhatIsBehind() {
    return new Migrations(control, store, clock, false);
  }

  /// Makes home ready and answers its id.
  UUID home(Dialer dialer, Connection connection) {
    Handle handle = Jdbi.open(connection);
    ConnectionString where = dialer.where();
    refuseUnusable(connection, where);
    Optional<Version> controlVersion = find(handle, where, StoreTable::findHome);
    controlVersion.ifPresent(version -> refuseTooNew(version, control, where));
    boolean storeIsCurrent = isCurrent(find(handle, where, StoreTable::find), where);
    if (storeIsCurrent && isCurrent(controlVersion, control)) return verified(handle, where).id();
    if (!mayMigrate) throw new Behind(where);
    migrating(
        where,
        (source, admin) -> {
          FlywayRun.migrate(source, "postern_control", control.path());
          StoreTable.migratedHome(admin, new Version(control.latest(), OLDEST_FOR_CONTROL));
          migrateStore(source, admin, null);
        });
    return verified(handle, where).id();
  }

  /// Makes an attached store ready, which must be the one that is expected.
  void attached(Dialer dialer, Connection connection, UUID expected) {
    Handle handle = Jdbi.open(connection);
    ConnectionString where = dialer.where();
    refuseUnusable(connection, where);
    Optional<Row> found = find(handle, where, StoreTable::find);
    found.ifPresent(row -> refuseOther(row, expected, where));
    var isCurrent = isCurrent(found, where);
    if (!isCurrent && !mayMigrate && found.isPresent()) throw new Behind(where);
    if (!isCurrent) migrating(where, (source, admin) -> migrateStore(source, admin, expected));
    refuseOther(verified(handle, where), expected, where);
  }

  /// Takes a copy of a store for the original, as after a restore. False where no store is there.
  public static boolean adopt(ConnectionString where) {
    try (var admin = AdminConnection.open(where)) {
      if (find(admin.handle(), where, StoreTable::find).isEmpty()) return false;
      return StoreTable.adopt(admin.handle()) == 1;
    }
  }

  @FunctionalInterface
  private interface Steps {
    void run(DataSource source, Handle handle);
  }

  private void migrating(ConnectionString where, Steps steps) {
    LOG.info("Migrating {}", where);
    var source = new Dialer(where, Use.MIGRATING, Reachability.ofNobody(), () -> {});
    Connection connection = source.dial();
    try (Handle handle = Jdbi.open(connection)) {
      handle.execute("SELECT pg_advisory_lock(?)", LOCK);
      steps.run(source, handle);
    } catch (FlywayRun.Failure | JdbiException failure) {
      throw new Unavailable(
          "Migrating " + where + " failed: " + failure.getMessage(), RETRY, failure);
    } finally {
      Dialer.close(connection);
    }
  }

  private void migrateStore(DataSource source, Handle handle, @Nullable UUID id) {
    FlywayRun.migrate(source, "postern", store.path());
    StoreTable.migrated(handle, id, new Version(store.latest(), OLDEST_FOR_STORE), clock.now());
  }

  private boolean isCurrent(Optional<Row> found, ConnectionString where) {
    found.ifPresent(row -> refuseUnfit(row, where));
    return isCurrent(found.map(Row::version), store);
  }

  private static boolean isCurrent(Optional<Version> found, MigrationFolder known) {
    return found.isPresent() && found.get().version() >= known.latest();
  }

  private Row verified(Handle handle, ConnectionString where) {
    Row row = find(handle, where, StoreTable::find).orElseThrow();
    refuseUnfit(row, where);
    return row;
  }

  private void refuseUnfit(Row row, ConnectionString where) {
    if (!row.settled())
      throw refused(
          "%s lost the settings its connections start with, as behind a connection pooler."
              + " Use the direct address of the database.",
          where);
    if (!row.original())
      throw refused(
          "%s is a copy of the store %s, made without Postern. Register it as a branch, or, if it"
              + " replaces the original, say ./postern database adopt.",
          where, row.id());
    refuseTooNew(row.version(), store, where);
  }

  private static void refuseUnusable(Connection connection, ConnectionString where) {
    try {
      if (ConnectionCheck.of(where, connection) instanceof ConnectionCheck.Unusable unusable)
        throw new Unavailable(unusable.message(), RETRY);
    } catch (SQLException failure) {
      throw UnusableConnectionString.explain(where, failure);
    }
  }

  private static void refuseTooNew(Version found, MigrationFolder known, ConnectionString where) {
    if (found.oldestServer() > known.latest())
      throw refused(
          "%s was migrated to version %d by a newer Postern; this one knows %d. Upgrade this one.",
          where, found.version(), known.latest());
  }

  private static void refuseOther(Row row, UUID expected, ConnectionString where) {
    if (!row.id().equals(expected))
      throw refused("%s holds the store %s and not %s.", where, row.id(), expected);
  }

  private static Unavailable refused(String text, Object... values) {
    return new Unavailable(text.formatted(values), RETRY);
  }

  private static <T> Optional<T> find(
      Handle handle, ConnectionString where, Function<Handle, Optional<T>> table) {
    try {
      return table.apply(handle);
    } catch (JdbiException failure) {
      return switch (Outage.state(failure)) {
        // Neither schema nor table: nothing was migrated here yet.
        case "3F000", "42P01" -> Optional.empty();
        case "42501" -> throw refused("%s: %s may not use the schema.", where, where.user());
        default -> throw Outage.explain(where.toString(), Door.ONCE, failure);
      };
    }
  }
}
