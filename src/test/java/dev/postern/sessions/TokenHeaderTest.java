package dev.postern.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidPublishableClientKey;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.errors.SessionError.AnonymousAuthenticationNotAllowed;
import dev.postern.errors.SessionError.InvalidProjectForAccessToken;
import dev.postern.errors.SessionError.RestrictedUserNotAllowed;
import dev.postern.errors.SessionError.RestrictedUserNotAllowed.Reason;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.server.Jwt;
import dev.postern.server.MovableClock;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the access token of a request is asked, before anything is asked of the project.
@WithServer
class TokenHeaderTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String SIGN_UP = "/auth/anonymous/sign-up";

  @Test
  void a_token_that_is_too_old_is_told_with_what_it_says(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var other = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);
      var claims = Jwt.of(ada.accessToken());
      var expiry = claims.claims().get("exp").longValue();
      var expired =
          new AccessTokenExpired(
              expiry * 1000, project.id(), ada.id(), claims.claim("refresh_token_id"));

      clock.advance(Duration.ofMinutes(9));
      project.client().as(ada).get("/users/me").json(200);
      clock.advance(Duration.ofMinutes(1));

      project.client().as(ada).get("/users/me").refuses(expired);
      project.client().as(ada).post(SIGN_UP).refuses(expired);
      other.client().as(ada).post(SIGN_UP).refuses(expired);
    }
  }

  @Test
  void a_token_belongs_to_one_project(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();
    var visitor = project.signUpAnonymously();

    other
        .client()
        .as(visitor)
        .without("x-stack-allow-anonymous-user")
        .post(SIGN_UP)
        .refuses(new InvalidProjectForAccessToken(other.id(), project.id()));
    other
        .client()
        .as(visitor)
        .with("x-stack-project-id", "nowhere")
        .post(SIGN_UP)
        .refuses(new InvalidProjectForAccessToken("nowhere", project.id()));
  }

  @Test
  void an_anonymous_user_is_taken_where_that_is_said(TestServer server) {
    var project = server.newUnpublishedProject();
    var client = project.client().as(project.signUpAnonymously());
    var strict = client.without("x-stack-allow-anonymous-user");

    client.get("/users/me").json(200);
    strict.get("/users/me").refuses(new AnonymousAuthenticationNotAllowed());
    strict
        .with("x-stack-allow-anonymous-user", "TRUE")
        .get("/users/me")
        .refuses(new AnonymousAuthenticationNotAllowed());
    strict
        .with("x-stack-allow-restricted-user", "true")
        .with("x-stack-publishable-client-key", "pck_wrong")
        .get("/users/me")
        .refuses(new AnonymousAuthenticationNotAllowed());
  }

  @Test
  void a_restricted_user_is_taken_where_that_is_said(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("onboarding.requireEmailVerification", true));
    var client = project.client().as(project.signUp("ada@example.com", PASSWORD));
    var strict = client.without("x-stack-allow-anonymous-user");
    var refusal = new RestrictedUserNotAllowed(new Reason("email_not_verified"));

    client.get("/users/me").json(200);
    strict.with("x-hexclave-allow-restricted-user", "true").get("/users/me").json(200);
    strict.get("/users/me").refuses(refusal);
    strict.with("x-stack-publishable-client-key", "pck_wrong").get("/users/me").refuses(refusal);
  }

  @Test
  void a_good_token_does_not_make_up_for_a_bad_key(TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .client()
        .as(project.signUp("ada@example.com", PASSWORD))
        .with("x-stack-publishable-client-key", "pck_wrong")
        .get("/users/me")
        .refuses(new InvalidPublishableClientKey(project.id()));
  }

  @Test
  void the_token_of_a_deleted_user_is_nobody_s(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    project.server().delete("/users/" + ada.id()).answers(200, "{\"success\": true}");

    project.client().as(ada).get("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    project.client().as(ada).post(SIGN_UP).json(200);
  }

  @Test
  void the_token_of_a_session_that_is_over_looks_expired(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    var again = TestUser.of(project.client().post("/auth/password/sign-in", CREDENTIALS).json(200));

    project.client().as(ada).delete("/auth/sessions/current").json(200);
    var refused = project.client().as(ada).get("/users/me").json(401);

    assertThat(refused.get("code").stringValue()).isEqualTo("ACCESS_TOKEN_EXPIRED");
    assertThat(refused.at("/details/user_id").stringValue()).isEqualTo(ada.id());
    assertThat(refused.at("/details/project_id").stringValue()).isEqualTo(project.id());
    assertThat(refused.at("/details/refresh_token_id").stringValue())
        .isEqualTo(Jwt.of(ada.accessToken()).claim("refresh_token_id"));
    project.client().as(again).get("/users/me").json(200);
  }

  @Test
  void whoever_holds_a_dead_session_can_sign_in_again_at_once(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    project.client().as(ada).delete("/auth/sessions/current").json(200);

    project
        .client()
        .as(ada)
        .with("x-stack-refresh-token", ada.refreshToken())
        .post("/auth/password/sign-in", CREDENTIALS)
        .json(200);
  }

  private static final String CREDENTIALS =
      """
      {"email": "ada@example.com", "password": "correct horse battery"}
      """;
}
