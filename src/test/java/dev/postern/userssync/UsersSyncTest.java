package dev.postern.userssync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// `neon_auth.users_sync`: every user is a row of the app's own database, from the moment the
/// answer arrives. That the row equals the server's own answer is checked after every scenario.
@WithServer
class UsersSyncTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String UNAVAILABLE = "Not available right now. Please try again.";

  @Test
  void a_user_is_a_row_when_the_answer_arrives(TestServer server) {
    var project = server.newProject();

    var ada = project.signUp("ada@example.com", PASSWORD);

    var row = row(project, ada);
    assertThat(row.get("email").stringValue()).isEqualTo("ada@example.com");
    assertThat(row.get("name").isNull()).isTrue();
    assertThat(row.get("updated_at").isNull()).isTrue();
    assertThat(row.get("deleted_at").isNull()).isTrue();
    assertThat(row.get("created_at").isString()).isTrue();
  }

  @Test
  void the_app_refers_to_a_user_at_once(TestServer server) {
    var project = withOrders(server.newProject());

    var ada = project.signUp("ada@example.com", PASSWORD);
    project.execute("INSERT INTO public.orders (user_id) VALUES ('%s')".formatted(ada.id()));
    project.server().delete("/users/" + ada.id()).json(200);

    assertThat(project.sql("SELECT user_id FROM public.orders")).hasSize(1);
    assertThat(row(project, ada).get("deleted_at").isString()).isTrue();
  }

  private static TestProject withOrders(TestProject project) {
    project.execute(
        """
        CREATE TABLE public.orders (
          user_id text NOT NULL REFERENCES neon_auth.users_sync (id)
        )
        """);
    return project;
  }

  @Test
  void a_change_is_in_the_row_and_says_when(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    project.client().as(ada).patch("/users/me", "{\"display_name\": \"Ada\"}").json(200);

    assertThat(row(project, ada).get("name").stringValue()).isEqualTo("Ada");
    assertThat(row(project, ada).get("updated_at").isString()).isTrue();
  }

  @Test
  void an_anonymous_user_is_published_when_they_become_somebody(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();
    assertThat(rows(project, visitor)).isEmpty();

    project
        .client()
        .as(visitor)
        .post(
            "/auth/password/sign-up",
            """
            {"email": "ada@example.com", "password": "correct horse battery"}
            """)
        .json(200);

    assertThat(row(project, visitor).get("email").stringValue()).isEqualTo("ada@example.com");
  }

  @Test
  void a_project_may_publish_anonymous_users_as_well(TestServer server) {
    var project = server.newProject(settings -> settings.put("users.publishAnonymousUsers", true));

    var visitor = project.signUpAnonymously();

    assertThat(row(project, visitor).at("/raw_json/is_anonymous").booleanValue()).isTrue();
  }

  @Test
  void an_open_transaction_of_the_app_blocks_no_change(TestServer server) throws SQLException {
    var project = withOrders(server.newProject());
    var ada = project.signUp("ada@example.com", PASSWORD);

    try (var app = project.connect();
        var statement = app.createStatement()) {
      app.setAutoCommit(false);
      statement.execute("INSERT INTO public.orders (user_id) VALUES ('%s')".formatted(ada.id()));

      project.client().as(ada).patch("/users/me", "{\"display_name\": \"Ada\"}").json(200);

      app.rollback();
    }
    assertThat(row(project, ada).get("name").stringValue()).isEqualTo("Ada");
  }

  @Test
  void a_user_who_cannot_be_published_is_not_made(TestServer server) {
    var project = server.newProject();
    project.execute(
        """
        CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION 'the app says no'; END $$;
        CREATE TRIGGER fail BEFORE INSERT ON neon_auth.users_sync
           FOR EACH ROW EXECUTE FUNCTION public.fail()
        """);

    var refused = signUp(project).answersText(503, UNAVAILABLE);

    assertThat(refused.header("retry-after")).isPresent();
    assertThat(project.sql("SELECT id FROM postern.users")).isEmpty();
    assertThat(project.sql("SELECT id FROM postern.contact_channels")).isEmpty();
    project.execute("DROP TRIGGER fail ON neon_auth.users_sync");
    signUp(project).json(200);
  }

  @Test
  void a_change_that_cannot_be_published_is_not_made(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    project.execute("ALTER TABLE neon_auth.users_sync RENAME TO elsewhere");

    project
        .client()
        .as(ada)
        .patch("/users/me", "{\"display_name\": \"Ada\"}")
        .answersText(503, UNAVAILABLE);
    project.server().delete("/users/" + ada.id()).answersText(503, UNAVAILABLE);

    project.execute("ALTER TABLE neon_auth.elsewhere RENAME TO users_sync");
    var me = project.client().as(ada).get("/users/me").json(200);
    assertThat(me.get("display_name").isNull()).isTrue();
  }

  @Test
  void a_row_that_the_app_deleted_comes_back_with_the_next_change(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    project.execute("DELETE FROM neon_auth.users_sync");

    project.client().as(ada).patch("/users/me", "{\"display_name\": \"Ada\"}").json(200);

    assertThat(row(project, ada).get("name").stringValue()).isEqualTo("Ada");
  }

  private static TestAnswer signUp(TestProject project) {
    return project
        .client()
        .post(
            "/auth/password/sign-up",
            """
            {"email": "ada@example.com", "password": "correct horse battery"}
            """);
  }

  private static JsonNode row(TestProject project, TestUser user) {
    return rows(project, user).getFirst();
  }

  private static List<JsonNode> rows(TestProject project, TestUser user) {
    return project.sql("SELECT * FROM neon_auth.users_sync WHERE id = '%s'".formatted(user.id()));
  }
}
