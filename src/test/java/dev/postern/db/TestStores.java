package dev.postern.db;

import dev.postern.clock.Clock;
import dev.postern.server.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// Stores with a fresh home, and the words in which the tests of doors and openings speak.
final class TestStores implements AutoCloseable {
  static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  final ConnectionString home;
  final Stores stores;
  final AtomicReference<Instant> now = new AtomicReference<>(BEGINNING);

  private TestStores(Stores.Limits limits, StatementObserver observer) {
    home = newStore();
    Clock clock = now::get;
    stores = new Stores(home, limits, Migrations.shipped(clock), observer, clock);
  }

  static TestStores open() {
    return open(StatementObserver.NONE);
  }

  static TestStores open(StatementObserver observer) {
    return new TestStores(Stores.Limits.USUAL, observer);
  }

  /// With so many connections for each attached store, and for all on one server, and little
  /// patience.
  static TestStores open(int attached, int perServer) {
    return open(attached, perServer, Stores.Limits.USUAL.silence());
  }

  /// With little patience for a server that says nothing.
  static TestStores impatient(Duration silence) {
    return open(4, 60, silence);
  }

  private static TestStores open(int attached, int perServer, Duration silence) {
    var patience = Duration.ofSeconds(2);
    var limits =
        new Stores.Limits(4, attached, perServer, patience, silence, Duration.ofMinutes(10));
    return new TestStores(limits, StatementObserver.NONE);
  }

  /// A database that is migrated, as home and as a store, and has an id of its own.
  static ConnectionString newStore() {
    String template = TestPostgres.shared().template("migrated", TestStores::migrate);
    var made = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl(template));
    sql(
        made,
        """
        UPDATE postern.store
           SET store_id = gen_random_uuid(),
               database_oid = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);
    return made;
  }

  private static void migrate(String url) {
    var where = ConnectionString.parse(url);
    Clock clock = () -> BEGINNING;
    new Stores(where, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock)
        .close();
  }

  static ConnectionString newDatabase() {
    return ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
  }

  static ConnectionString copyOf(ConnectionString original) {
    return ConnectionString.parse(TestPostgres.shared().newDatabaseUrl(original.database()));
  }

  /// A database of the same server that is a store of its own.
  Store attachNew() {
    return attach(newStore());
  }

  /// Attaches a database that is a store already.
  Store attach(ConnectionString where) {
    try (var admin = AdminConnection.open(where)) {
      return stores.attached(StoreTable.find(admin.handle()).orElseThrow().id(), where);
    }
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  /// Runs a statement behind the product's back, as the superuser.
  static void sql(ConnectionString where, String statement) {
    try (Connection connection = TestPostgres.shared().connect(where.database());
        var running = connection.createStatement()) {
      running.execute(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /// Ends every other connection to that database.
  static void cutConnections(ConnectionString where) {
    sql(
        where,
        """
        SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
         WHERE datname = current_database()
           AND pid <> pg_backend_pid()
        """);
  }

  static String text(Store store, String query) {
    return store.once(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  @Override
  public void close() {
    stores.close();
  }
}
