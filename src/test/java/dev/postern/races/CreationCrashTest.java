package dev.postern.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.server.Eventually;
import dev.postern.server.Sql;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/// A server that dies while it makes a database project.
@Isolated
class CreationCrashTest {
  private final String home = TestPostgres.shared().newDatabaseUrl();
  private final String database = home.replaceAll(".*/(.*)\\?.*", "$1");
  private final MasterKey key = MasterKey.generate(new SecureToken());

  @Test
  @Timeout(120)
  void what_a_killed_server_began_the_next_one_finishes() throws Exception {
    killWhileTheDatabaseIsMade();
    var begun = projects().getFirst();
    var id = begun.get("id").stringValue();
    var name = "neondb_" + id.replace('-', '_');
    assertThat(begun.get("state").stringValue()).isEqualTo("preparing");
    assertThat(Sql.rows(database, "SELECT FROM pg_database WHERE datname = '%s'".formatted(name)))
        .isEmpty();

    nobodyIsAtItAnyMore();

    try (var server = ChildServer.start(home, key)) {
      Eventually.holds(() -> assertThat(show(server, id).status()).isEqualTo(200));
    }
    assertThat(Sql.rows(name, "SELECT id FROM neon_auth.users_sync")).isEmpty();
    assertThat(Sql.rows(database, "SELECT 1 FROM postern.jobs WHERE kind LIKE '%carry_on'"))
        .isEmpty();
  }

  /// Both roles are made when the database has to wait for the lock.
  private void killWhileTheDatabaseIsMade() throws Exception {
    try (var blocker = TestPostgres.shared().connect(database);
        var server = ChildServer.start(home, key)) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE pg_catalog.pg_database IN SHARE MODE");
      var asking = CompletableFuture.runAsync(() -> create(server));
      Eventually.holds(() -> assertThat(waiting()).hasSize(1));
      server.kill();
      assertThat(asking.handle((_, killed) -> killed).join()).isNotNull();
      endWhatWaits();
    }
  }

  private static void create(ChildServer server) {
    server.controlPlane().post("/api/v2/projects", "{\"project\": {\"branch\": {}}}");
  }

  private static TestAnswer show(ChildServer server, String id) {
    return server.controlPlane().get("/api/v2/projects/" + id);
  }

  private List<JsonNode> waiting() {
    return Sql.rows(
        database,
        """
        SELECT pid FROM pg_stat_activity
         WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE DATABASE%'
        """);
  }

  private void endWhatWaits() throws SQLException {
    Sql.execute(
        database,
        """
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE wait_event_type = 'Lock' AND query LIKE 'CREATE DATABASE%'
        """);
  }

  private List<JsonNode> projects() {
    return Sql.rows(database, "SELECT id, state FROM postern_control.database_projects");
  }

  private void nobodyIsAtItAnyMore() {
    Sql.execute(database, "UPDATE postern.jobs SET due_at = now() WHERE kind LIKE '%carry_on'");
  }
}
