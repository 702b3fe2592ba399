package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InsufficientAccessType;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.errors.UserError.UserNotFound;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithServer
class UsersTest {
  private static final String UNKNOWN = "/users/3241a285-8329-4d69-8f3d-316e08cf140c";

  @Test
  void an_unknown_user_is_not_found(TestServer server) {
    var project = server.newProject();

    project.server().get(UNKNOWN).refuses(new UserNotFound());
    project.server().patch(UNKNOWN, "{}").refuses(new UserNotFound());
    project.server().delete(UNKNOWN).refuses(new UserNotFound());
  }

  @Test
  void a_user_of_another_project_is_not_found(TestServer server) {
    var ada = server.newProject().signUp("ada@example.com", "correct horse battery");
    var other = server.newProject();

    other.server().get("/users/" + ada.id()).refuses(new UserNotFound());
    other.server().patch("/users/" + ada.id(), "{}").refuses(new UserNotFound());
    other.server().delete("/users/" + ada.id()).refuses(new UserNotFound());
  }

  @Test
  void clients_may_not_touch_users_by_id(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var refusal = new InsufficientAccessType("client", List.of("server", "admin"));
    var path = "/users/" + ada.id();

    project.client().as(ada).get(path).refuses(refusal);
    project.client().as(ada).patch(path, "{\"display_name\": \"Ada\"}").refuses(refusal);
    project.client().as(ada).delete(path).refuses(refusal);
  }

  @Test
  void an_id_is_a_uuid(TestServer server) {
    var project = server.newProject();

    project.server().get("/users/ada").refusesSchema("params.user_id must be a valid UUID");
    project.server().get("/users/ME").refusesSchema("params.user_id must be a valid UUID");
    project.server().get("/users/%6de").refuses(new CannotGetOwnUserWithoutUser());
  }

  @Test
  void the_keys_of_the_list_are_looked_at_and_ignored(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var path = "/users/" + ada.id();

    project
        .server()
        .get(
            path
                + "?limit=5&order_by=signed_up_at&desc=true&query=x&include_anonymous=false"
                + "&only_anonymous=true&include_restricted=true"
                + "&cursor=3241a285-8329-4d69-8f3d-316e08cf140c"
                + "&team_id=3241a285-8329-4d69-8f3d-316e08cf140c")
        .json(200);
    project.server().patch(path + "?limit=5", "{}").json(200);
    project
        .server()
        .patch(path + "?limit=0&desc=yes&more=1", "{\"display_name\": 1}")
        .refusesSchema(
            "query.limit must be greater than or equal to 1",
            "query.desc must be one of the following values: true, false",
            "query contains unknown properties: more");
    project
        .server()
        .delete(path + "?order_by=name")
        .refusesSchema(
            "query.order_by must be one of the following values: signed_up_at, last_active_at");
  }

  @Test
  void deleting_a_user_takes_all_that_hangs_on_them(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project.server().delete("/users/" + ada.id()).answers(200, "{\"success\": true}");

    project.server().delete("/users/" + ada.id()).refuses(new UserNotFound());
    for (var table : List.of("users", "contact_channels", "passwords", "sessions", "memberships"))
      assertThat(project.sql("SELECT tenant_id FROM postern." + table)).as(table).isEmpty();
    assertThat(project.sql("SELECT id FROM postern.teams")).as("teams stay").hasSize(1);
  }

  @Test
  void the_event_of_a_deleted_user_names_the_teams_they_were_in(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var team = project.sql("SELECT id FROM postern.teams").getFirst().get("id").stringValue();

    project.server().delete("/users/" + ada.id()).json(200);

    var deleted = "SELECT data FROM postern.events WHERE type = '%s'";
    assertThat(project.sql(deleted.formatted("user.deleted")))
        .extracting(row -> row.get("data").toString())
        .containsExactly("{\"id\":\"%s\",\"teams\":[{\"id\":\"%s\"}]}".formatted(ada.id(), team));
    assertThat(project.sql(deleted.formatted("team_membership.deleted")))
        .extracting(row -> row.get("data").toString())
        .containsExactly("{\"team_id\":\"%s\",\"user_id\":\"%s\"}".formatted(team, ada.id()));
  }

  @Test
  void a_refreshed_session_shows_in_the_users_last_activity_at_once(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    project.execute("UPDATE postern.users SET last_active_at = 'epoch'");

    project
        .client()
        .with("x-stack-refresh-token", ada.refreshToken())
        .post("/auth/sessions/current/refresh")
        .json(200);

    var user = project.server().get("/users/" + ada.id()).json(200);
    assertThat(user.get("last_active_at_millis").longValue()).isGreaterThan(1_700_000_000_000L);
  }
}
