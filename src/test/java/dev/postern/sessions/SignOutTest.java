package dev.postern.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.server.MovableClock;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The end of a session, which is the end of its tokens.
@WithServer
class SignOutTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String CURRENT = "/auth/sessions/current";

  @Test
  void a_session_that_is_signed_out_gives_no_token_any_more(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    project.client().as(ada).delete(CURRENT).answers(200, "{\"success\": true}");

    project
        .client()
        .with("x-stack-refresh-token", ada.refreshToken())
        .post(CURRENT + "/refresh")
        .refuses(new RefreshTokenNotFoundOrExpired());
    assertThat(project.client().as(ada).get("/users/me").header("x-stack-known-error"))
        .contains("ACCESS_TOKEN_EXPIRED");
  }

  @Test
  void the_other_sessions_of_a_user_go_on(TestServer server) {
    var project = server.newUnpublishedProject();
    var first = project.signUp("ada@example.com", PASSWORD);
    var second =
        TestUser.of(
            project
                .client()
                .post(
                    "/auth/password/sign-in",
                    """
                    {"email": "ada@example.com", "password": "correct horse battery"}
                    """)
                .json(200));

    project.client().as(first).delete(CURRENT).json(200);

    project.client().as(second).get("/users/me").json(200);
  }

  @Test
  void a_session_is_signed_out_once(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    project.client().as(ada).delete(CURRENT).json(200);

    project.client().as(ada).delete(CURRENT).refuses(new RefreshTokenNotFoundOrExpired());
  }

  @Test
  void the_refresh_token_signs_nobody_out(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);

      project
          .client()
          .with("x-stack-refresh-token", ada.refreshToken())
          .delete(CURRENT)
          .refuses(new AccessTokenExpired(clock.now().toEpochMilli(), null, null, null));

      project.client().as(ada).get("/users/me").json(200);
    }
  }

  @Test
  void signing_out_needs_a_project(TestServer server) {
    server.nobody().delete(CURRENT).refuses(new AccessTypeRequired());
  }

  @Test
  void a_session_is_kept_as_a_hash(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    var row =
        project
            .sql(
                """
                SELECT sessions,
                       sha256(CAST('%s' AS bytea)) = token_hash AS is_hash
                  FROM postern.sessions
                 WHERE user_id = '%s'
                """
                    .formatted(ada.refreshToken(), ada.id()))
            .getFirst();

    assertThat(row.get("is_hash").booleanValue()).isTrue();
    assertThat(row.toString()).doesNotContain(ada.refreshToken());
    assertThat(ada.refreshToken()).matches("[0-9a-hjkmnp-tv-z]{45}");
  }
}
