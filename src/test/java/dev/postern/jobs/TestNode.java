package dev.postern.jobs;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import dev.postern.server.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// A node as far as jobs go. Nodes of one world share home, stores and the time.
final class TestNode implements AutoCloseable {
  static final UUID TENANT = UUID.fromString("11111111-1111-4111-8111-111111111111");

  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private final World world;
  private final Clock clock;
  final Stores stores;
  final Jobs jobs;

  /// What outlives a node.
  record World(
      ConnectionString home, Map<UUID, ConnectionString> registry, AtomicReference<Instant> time) {
    static World fresh() {
      return new World(newDatabase(), new ConcurrentHashMap<>(), new AtomicReference<>(BEGINNING));
    }

    Clock clock() {
      return time::get;
    }

    void pass(Duration duration) {
      time.updateAndGet(before -> before.plus(duration));
    }

    /// A database that is a store of its own once somebody uses it.
    UUID newStore() {
      var id = UUID.randomUUID();
      registry.put(id, newDatabase());
      return id;
    }
  }

  TestNode(World world, JobKind<?>... recurring) {
    this(world, world.clock(), recurring);
  }

  TestNode(World world, Clock clock, JobKind<?>... recurring) {
    this.world = world;
    this.clock = clock;
    stores =
        new Stores(
            world.home(),
            Stores.Limits.USUAL,
            Migrations.shipped(clock),
            StatementObserver.NONE,
            clock);
    jobs = new Jobs(List.of(recurring), clock);
  }

  Store home() {
    return stores.home();
  }

  Store store(UUID id) {
    return stores.attached(id, world.registry().get(id));
  }

  Drain drain(JobRunner<?>... runners) {
    return new Drain(List.of(runners), clock);
  }

  JobThreads threads(JobRunner<?>... runners) {
    return new JobThreads(stores, this::find, List.of(runners), clock);
  }

  private Optional<Store> find(UUID id) {
    if (id.equals(home().id())) return Optional.of(home());
    return Optional.ofNullable(world.registry().get(id)).map(where -> stores.attached(id, where));
  }

  void enqueue(Store store, Job job) {
    store.write(handle -> {
      jobs.enqueue(handle, TENANT, job);
      return 0;
    });
  }

  List<UnfinishedJob> unfinished(Store store) {
    return drain().unfinished(store, TENANT);
  }

  private static ConnectionString newDatabase() {
    var postgres = TestPostgres.shared();
    return ConnectionString.parse(
        postgres.newDatabaseUrl(postgres.template("jobs", TestNode::prepare)));
  }

  private static void prepare(String url) {
    var where = ConnectionString.parse(url);
    Clock clock = () -> BEGINNING;
    new Stores(where, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock)
        .close();
    try (var connection = TestPostgres.shared().connect(where.database());
        var statement = connection.createStatement()) {
      statement.execute("DELETE FROM postern.store");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
