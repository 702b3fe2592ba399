package dev.postern.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.Eventually;
import dev.postern.server.MovableClock;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// When sessions and users were last active, which is written outside any request.
class LastUsesTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void a_refresh_is_the_last_use_of_session_and_user_and_is_published_each_hour() {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newProject();
      var ada = project.signUp("ada@example.com", PASSWORD);

      clock.advance(Duration.ofHours(2));
      refresh(project, ada);

      Eventually.holds(() -> {
        assertThat(lastActive(project, "sessions")).isEqualTo(clock.now());
        assertThat(lastActive(project, "users")).isEqualTo(clock.now());
        var row = project.sql("SELECT raw_json, updated_at FROM neon_auth.users_sync").getFirst();
        assertThat(row.at("/raw_json/last_active_at_millis").longValue())
            .isEqualTo(clock.now().toEpochMilli());
        assertThat(row.get("updated_at").isNull()).isTrue();
      });
    }
  }

  @Test
  void noting_a_use_writes_to_no_index() {
    var clock = new MovableClock();
    TestProject project;
    try (var server = TestServer.start(Map.of(), clock)) {
      project = server.newProject();
      var ada = project.signUp("ada@example.com", PASSWORD);
      var visitor = project.signUpAnonymously();

      clock.advance(Duration.ofHours(2));
      refresh(project, ada);
      refresh(project, visitor);
    }

    // Postgres has counted when the server's connections have ended.
    Eventually.holds(() -> {
      assertThat(updates(project, "users").get("n_tup_upd").intValue()).isPositive();
      assertThat(updates(project, "sessions").get("n_tup_upd").intValue()).isPositive();
    });
    for (var table : List.of("users", "sessions")) {
      var updates = updates(project, table);
      assertThat(updates.get("n_tup_hot_upd")).isEqualTo(updates.get("n_tup_upd"));
    }
  }

  @Test
  void a_broken_table_of_one_project_is_no_trouble_of_anything_else() {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var broken = server.newProject();
      var whole = server.newProject();
      var ada = broken.signUp("ada@example.com", PASSWORD);
      var bob = whole.signUp("bob@example.com", PASSWORD);
      broken.execute("ALTER TABLE neon_auth.users_sync RENAME TO elsewhere");

      clock.advance(Duration.ofHours(2));
      refresh(broken, ada);
      refresh(whole, bob);

      Eventually.holds(() -> {
        assertThat(lastActive(broken, "sessions")).isEqualTo(clock.now());
        assertThat(lastActive(whole, "sessions")).isEqualTo(clock.now());
      });
      broken.execute("ALTER TABLE neon_auth.elsewhere RENAME TO users_sync");
    }
  }

  @Test
  void of_two_uses_the_later_one_counts_whichever_is_noted_first() {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);

      clock.advance(Duration.ofHours(2));
      var latest = clock.now();
      refresh(project, ada);
      clock.advance(Duration.ofHours(-1));
      refresh(project, ada);

      Eventually.holds(() -> assertThat(lastActive(project, "users")).isEqualTo(latest));
      assertThat(lastActive(project, "sessions")).isEqualTo(latest);
    }
  }

  private static void refresh(TestProject project, TestUser user) {
    project
        .client()
        .with("x-stack-refresh-token", user.refreshToken())
        .post("/auth/sessions/current/refresh")
        .json(200);
  }

  private static JsonNode updates(TestProject project, String table) {
    return project
        .sql(
            """
            SELECT n_tup_upd, n_tup_hot_upd
              FROM pg_stat_user_tables
             WHERE schemaname = 'postern'
               AND relname = '%s'
            """
                .formatted(table))
        .getFirst();
  }

  private static Instant lastActive(TestProject project, String table) {
    var row = project.sql("SELECT last_active_at FROM postern." + table).getFirst();
    return OffsetDateTime.parse(row.get("last_active_at").stringValue()).toInstant();
  }
}
