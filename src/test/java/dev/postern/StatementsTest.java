package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.server.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.junit.jupiter.api.Test;

/// Every statement is prepared against the migrated schema, so that a misspelled column, a
/// parameter whose type nobody knows, or SQL put together at run time cannot reach a release.
class StatementsTest {
  private static final Path PRODUCTION = Path.of("target", "classes", "dev", "postern");
  private static final Path PLANTED =
      Path.of("target", "test-classes", "dev", "postern", "planted", "users");

  @Test
  void every_statement_can_be_prepared() throws Exception {
    var statements = Statements.in(PRODUCTION);

    assertThat(statements).isNotEmpty();
    assertThat(complaints(statements)).isEmpty();
  }

  @Test
  void a_statement_that_cannot_be_prepared_is_named() throws Exception {
    var complaints = complaints(Statements.in(PLANTED));

    assertThat(complaints)
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("PlantedTable.misspells", "column \"nmae\""))
        .anySatisfy(
            line -> assertThat(line).contains("PlantedTable.hidesType", "data type of parameter"))
        .anySatisfy(
            line -> assertThat(line).contains("PlantedTable.putsTogether", "not a constant"))
        .anySatisfy(line -> assertThat(line).contains("PlantedTable.chooses", "not a constant"));
  }

  private static List<String> complaints(List<Statements.Statement> statements) throws Exception {
    try (var connection = migrated()) {
      return statements.stream().flatMap(one -> complaint(connection, one)).toList();
    }
  }

  private static Stream<String> complaint(Connection connection, Statements.Statement one) {
    if (one.sql().isEmpty()) return Stream.of(one.where() + ": the statement is not a constant");
    try (var prepared = connection.prepareStatement(asSent(connection, one.sql().get()))) {
      var parameters = prepared.getParameterMetaData();
      assertThat(parameters).isNotNull();
      return Stream.empty();
    } catch (SQLException e) {
      return Stream.of(one.where() + ": " + e.getMessage());
    }
  }

  private static String asSent(Connection connection, String sql) {
    var context = Jdbi.open(connection).createUpdate(sql).getContext();
    return new ColonPrefixSqlParser().parse(sql, context).getSql();
  }

  /// A database with everything a store can hold: home, a store's tables, what is published.
  private static Connection migrated() throws Exception {
    var url = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var clock = Clock.system();
    new Stores(url, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock)
        .close();
    var connection = TestPostgres.shared().connect(url.database());
    try (var statement = connection.createStatement()) {
      statement.execute(Files.readString(Path.of("src/main/resources/db/users_sync.sql")));
      statement.execute("CREATE SCHEMA postern_publisher");
      statement.execute(Files.readString(Path.of("src/main/resources/db/publisher.sql")));
    }
    return connection;
  }
}
