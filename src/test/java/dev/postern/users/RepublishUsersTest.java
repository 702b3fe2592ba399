package dev.postern.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithServer
class RepublishUsersTest {

  @Test
  void a_setting_that_restricts_users_shows_in_the_table(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    assertThat(published(project, "is_restricted")).containsExactly("false");

    project.changeSettings(
        """
        {"onboarding.requireEmailVerification": true}
        """);
    project.finishJobs();

    assertThat(published(project, "is_restricted")).containsExactly("true");
    assertThat(rows(project))
        .allSatisfy(row -> assertThat(row.get("updated_at").isNull()).isFalse());
  }

  @Test
  void a_row_that_does_not_differ_is_left_alone(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    project.execute("UPDATE postern.users SET last_active_at = last_active_at + interval '1 hour'");

    project.set("auth.allowSignUp", true);
    project.finishJobs();

    assertThat(rows(project))
        .allSatisfy(row -> assertThat(row.get("updated_at").isNull()).isTrue());
  }

  @Test
  void switching_anonymous_users_on_publishes_those_who_exist(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();
    assertThat(rows(project)).isEmpty();

    project.changeSettings(
        """
        {"users.publishAnonymousUsers": true}
        """);
    project.finishJobs();

    assertThat(published(project, "id")).containsExactly(visitor.id());
  }

  @Test
  void many_users_are_walked_in_pages(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    project.execute(
        """
        INSERT INTO postern.users (tenant_id, id, signed_up_at, last_active_at)
        SELECT users.tenant_id, gen_random_uuid(), now(), now()
          FROM postern.users
         CROSS JOIN generate_series(1, 450)
        """);

    project.set("auth.allowSignUp", true);
    project.finishJobs();

    assertThat(rows(project)).hasSize(451);
    // The harness would ask for each of them over HTTP.
    project.execute(
        "DELETE FROM postern.users WHERE id NOT IN (SELECT user_id FROM postern.sessions)");
    project.execute(
        "UPDATE neon_auth.users_sync SET deleted_at = now() WHERE updated_at IS NULL AND email IS"
            + " NULL");
  }

  @Test
  void a_change_of_a_team_shows_in_the_rows_of_those_who_selected_it(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    project.signUp("ada@example.com", "correct horse battery");
    project.signUp("bob@example.com", "correct horse battery");
    var team = project.sql("SELECT id FROM postern.teams ORDER BY id LIMIT 1").getFirst();
    project.execute(
        "UPDATE postern.teams SET display_name = 'Renamed' WHERE id = '%s'"
            .formatted(team.get("id").stringValue()));

    project.teamChanged(team.get("id").stringValue());
    project.finishJobs();

    assertThat(project.sql("SELECT id FROM neon_auth.users_sync WHERE updated_at IS NOT NULL"))
        .hasSize(1);
  }

  private static List<String> published(TestProject project, String field) {
    return rows(project).stream().map(row -> row.get("raw_json").get(field).asString()).toList();
  }

  private static List<JsonNode> rows(TestProject project) {
    return project.sql("SELECT raw_json, updated_at FROM neon_auth.users_sync");
  }
}
