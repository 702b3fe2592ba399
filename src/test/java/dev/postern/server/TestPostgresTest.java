package dev.postern.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  private final TestPostgres postgres = TestPostgres.shared();

  @Test
  void a_template_is_prepared_once_and_copied() throws SQLException {
    var prepared = new AtomicInteger();
    for (var copy = 1; copy <= 2; copy++) {
      var template =
          postgres.template(
              "one table",
              url -> {
                prepared.incrementAndGet();
                execute(database(url), "CREATE TABLE fruit AS SELECT 'pear' AS name");
              });
      var url = postgres.newDatabaseUrl(template);

      execute(database(url), "INSERT INTO fruit VALUES ('plum')");
      assertThat(count(database(url))).isEqualTo(2);
    }

    assertThat(prepared).hasValue(1);
  }

  @Test
  void a_new_database_is_empty() throws SQLException {
    execute(database(postgres.newDatabaseUrl()), "CREATE TABLE fruit (name text)");
    var second = database(postgres.newDatabaseUrl());

    execute(second, "CREATE TABLE fruit (name text)");

    assertThat(count(second)).isZero();
  }

  private static String database(String url) {
    return url.replaceAll(".*/(.*)\\?.*", "$1");
  }

  private void execute(String database, String sql) {
    try (var connection = postgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private int count(String database) throws SQLException {
    try (var connection = postgres.connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM fruit")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
