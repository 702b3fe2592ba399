package dev.postern.server;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/// Makes the database that the stores of tests are copies of.
final class StoreTemplate {
  private StoreTemplate() {}

  /// Fills an empty database with what a published store has, and takes its identity from it, so
  /// that a copy is a store of its own.
  static void prepare(String url) {
    var where = ConnectionString.parse(url);
    new Stores(
            where,
            Stores.Limits.USUAL,
            Migrations.shipped(Clock.system()),
            StatementObserver.NONE,
            Clock.system())
        .close();
    try (var connection = TestPostgres.shared().connect(where.database());
        var statement = connection.createStatement()) {
      statement.execute(resource("/db/users_sync.sql"));
      statement.execute("CREATE SCHEMA postern_publisher");
      statement.execute(resource("/db/publisher.sql"));
      statement.execute("DELETE FROM postern.store");
      statement.execute("DROP SCHEMA postern_control CASCADE");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String resource(String path) {
    try (var script = StoreTemplate.class.getResourceAsStream(path)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
