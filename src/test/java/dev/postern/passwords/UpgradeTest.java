package dev.postern.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.errors.UserError.SignUpNotEnabled;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

/// An anonymous user who signs up stays who they were and becomes somebody.
@WithServer
class UpgradeTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void an_anonymous_user_keeps_id_and_data(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();
    project
        .client()
        .as(visitor)
        .patch("/users/me", "{\"display_name\": \"Ada\", \"client_metadata\": {\"cart\": [1]}}")
        .json(200);

    var ada = TestUser.of(signUpAs(project, visitor, "ada@example.com").json(200));
    var me = project.client().as(ada).get("/users/me").json(200);

    assertThat(ada.id()).isEqualTo(visitor.id());
    assertThat(me.get("is_anonymous").booleanValue()).isFalse();
    assertThat(me.get("is_restricted").booleanValue()).isFalse();
    assertThat(me.get("display_name").stringValue()).isEqualTo("Ada");
    assertThat(me.at("/client_metadata/cart/0").intValue()).isEqualTo(1);
    assertThat(me.get("primary_email").stringValue()).isEqualTo("ada@example.com");
  }

  @Test
  void the_sessions_from_before_are_over(TestServer server) {
    var project = server.newUnpublishedProject();
    var visitor = project.signUpAnonymously();

    var ada = TestUser.of(signUpAs(project, visitor, "ada@example.com").json(200));

    refresh(project, visitor).refuses(new RefreshTokenNotFoundOrExpired());
    assertThat(project.client().as(visitor).get("/users/me").header("x-stack-known-error"))
        .contains("ACCESS_TOKEN_EXPIRED");
    refresh(project, ada).json(200);
  }

  @Test
  void the_token_of_a_session_that_is_over_upgrades_nobody(TestServer server) {
    var project = server.newUnpublishedProject();
    var visitor = project.signUpAnonymously();
    project.client().as(visitor).delete("/auth/sessions/current").json(200);

    var answer = signUpAs(project, visitor, "ada@example.com");

    assertThat(answer.header("x-stack-known-error")).contains("ACCESS_TOKEN_EXPIRED");
    assertThat(
            project.sql(
                "SELECT is_anonymous FROM postern.users WHERE id = '%s'".formatted(visitor.id())))
        .extracting(user -> user.get("is_anonymous").booleanValue())
        .containsExactly(true);
    project.signUp("ada@example.com", PASSWORD);
  }

  private static TestAnswer refresh(TestProject project, TestUser user) {
    return project
        .client()
        .with("x-stack-refresh-token", user.refreshToken())
        .post("/auth/sessions/current/refresh");
  }

  @Test
  void who_wants_an_address_that_is_taken_stays_anonymous(TestServer server) {
    var project = server.newUnpublishedProject();
    project.signUp("ada@example.com", PASSWORD);
    var visitor = project.signUpAnonymously();

    signUpAs(project, visitor, "Ada@Example.com")
        .refuses(new UserEmailAlreadyExists("ada@example.com", false));

    var me = project.client().as(visitor).get("/users/me").json(200);
    assertThat(me.get("is_anonymous").booleanValue()).isTrue();
    assertThat(me.get("primary_email").isNull()).isTrue();
    assertThat(me.get("has_password").booleanValue()).isFalse();
  }

  @Test
  void nobody_becomes_somebody_while_sign_ups_are_off(TestServer server) {
    var project = server.newUnpublishedProject(settings -> settings.put("auth.allowSignUp", false));
    var visitor = project.signUpAnonymously();

    signUpAs(project, visitor, "ada@example.com").refuses(new SignUpNotEnabled());
  }

  @Test
  void signing_in_merges_nothing(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    var visitor = project.signUpAnonymously();

    var signedIn =
        TestUser.of(
            project
                .client()
                .as(visitor)
                .post(
                    "/auth/password/sign-in",
                    """
                    {"email": "ada@example.com", "password": "correct horse battery"}
                    """)
                .json(200));

    assertThat(signedIn.id()).isEqualTo(ada.id());
    project.client().as(visitor).get("/users/me").json(200);
  }

  @Test
  void somebody_who_signs_up_again_becomes_another(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    var bob = TestUser.of(signUpAs(project, ada, "bob@example.com").json(200));

    assertThat(bob.id()).isNotEqualTo(ada.id());
    project.client().as(ada).get("/users/me").json(200);
  }

  @Test
  void a_nameless_team_gets_its_name(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var visitor = project.signUpAnonymously();
    var before = project.client().as(visitor).get("/users/me").json(200);
    assertThat(before.at("/selected_team/display_name").stringValue()).isEqualTo("Personal Team");

    var ada = TestUser.of(signUpAs(project, visitor, "ada@example.com").json(200));

    var after = project.client().as(ada).get("/users/me").json(200);
    assertThat(after.at("/selected_team/display_name").stringValue())
        .isEqualTo("ada@example.com's Team");
    assertThat(after.get("selected_team_id")).isEqualTo(before.get("selected_team_id"));
    assertThat(project.sql("SELECT id FROM postern.teams")).hasSize(1);
  }

  @Test
  void a_nameless_team_of_somebody_else_keeps_its_name(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    project.signUpAnonymously();
    project.execute("UPDATE postern.teams SET created_at = created_at - interval '1 day'");
    project.execute("UPDATE postern.memberships SET created_at = created_at - interval '1 day'");
    var visitor = project.signUpAnonymously();
    project.execute(
        """
        INSERT INTO postern.memberships (tenant_id, team_id, user_id, created_at)
        SELECT tenant_id, id, '%s', now()
          FROM postern.teams
         ORDER BY created_at
         LIMIT 1
        """
            .formatted(visitor.id()));

    signUpAs(project, visitor, "ada@example.com").json(200);

    assertThat(project.sql("SELECT display_name FROM postern.teams ORDER BY created_at"))
        .extracting(team -> team.get("display_name").stringValue())
        .containsExactly("Personal Team", "ada@example.com's Team");
  }

  private static TestAnswer signUpAs(TestProject project, TestUser user, String email) {
    return project
        .client()
        .as(user)
        .post(
            "/auth/password/sign-up",
            """
            {"email": "%s", "password": "correct horse battery"}
            """
                .formatted(email));
  }
}
