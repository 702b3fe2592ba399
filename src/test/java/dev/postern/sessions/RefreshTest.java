package dev.postern.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.server.Jwt;
import dev.postern.server.MovableClock;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A new access token for the refresh token in the header; the token endpoint does the same for a
/// form.
@WithServer
class RefreshTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void a_session_gives_a_new_access_token_and_keeps_its_refresh_token(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    for (var time = 1; time <= 2; time++) {
      var fresh =
          refresh(project, ada.refreshToken()).answers(200, "{\"access_token\": \"<jwt>\"}");
      var token = fresh.json(200).get("access_token").stringValue();
      project.client().with("x-stack-access-token", token).get("/users/me").json(200);
    }
  }

  @Test
  void every_token_is_as_old_as_its_request(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);

      clock.advance(Duration.ofDays(100));
      var claims = accessToken(refresh(project, ada.refreshToken())).claims();

      assertThat(claims.get("iat").longValue()).isEqualTo(clock.now().getEpochSecond());
      assertThat(claims.get("exp").longValue()).isEqualTo(clock.now().getEpochSecond() + 600);
    }
  }

  @Test
  void a_session_ends_after_a_year_however_often_it_was_used(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);

      clock.advance(Duration.ofDays(365).minusMillis(1));
      refresh(project, ada.refreshToken()).json(200);
      clock.advance(Duration.ofMillis(1));

      refresh(project, ada.refreshToken()).refuses(new RefreshTokenNotFoundOrExpired());
    }
  }

  @Test
  void a_token_of_another_project_is_none(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    refresh(other, ada.refreshToken()).refuses(new RefreshTokenNotFoundOrExpired());
    refresh(project, ada.refreshToken()).json(200);
  }

  @Test
  void the_session_of_a_deleted_user_is_over(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    project.server().delete("/users/" + ada.id()).json(200);

    refresh(project, ada.refreshToken()).refuses(new RefreshTokenNotFoundOrExpired());
  }

  @Test
  void half_a_token_is_none(TestServer server) {
    var project = server.newUnpublishedProject();
    var token = project.signUp("ada@example.com", PASSWORD).refreshToken();

    refresh(project, token.substring(1)).refuses(new RefreshTokenNotFoundOrExpired());
    refresh(project, token + "0").refuses(new RefreshTokenNotFoundOrExpired());
    refresh(project, token.toUpperCase(Locale.ROOT)).refuses(new RefreshTokenNotFoundOrExpired());
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "server", "admin"})
  void any_access_may_refresh(String type, TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    var caller =
        switch (type) {
          case "client" -> project.client();
          case "server" -> project.server();
          default -> project.admin();
        };

    caller
        .with("x-hexclave-refresh-token", ada.refreshToken())
        .post("/auth/sessions/current/refresh", "{}")
        .answers(200, "{\"access_token\": \"<jwt>\"}");
  }

  @Test
  void a_refresh_needs_a_token_and_a_project(TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .client()
        .post("/auth/sessions/current/refresh")
        .refusesSchema("headers.x-stack-refresh-token must be defined");
    server.nobody().post("/auth/sessions/current/refresh").refuses(new AccessTypeRequired());
  }

  @Test
  void fifty_refreshes_at_once_all_give_a_good_token(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    Callable<TestAnswer> refreshing = () -> refresh(project, ada.refreshToken());

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = threads.invokeAll(Stream.generate(() -> refreshing).limit(50).toList());
      for (var answer : answers) {
        var token = answer.get().json(200).get("access_token").stringValue();
        project.client().with("x-stack-access-token", token).get("/users/me").json(200);
      }
    }
    refresh(project, ada.refreshToken()).json(200);
  }

  private static TestAnswer refresh(TestProject project, String token) {
    return project
        .client()
        .with("x-stack-refresh-token", token)
        .post("/auth/sessions/current/refresh");
  }

  private static Jwt accessToken(TestAnswer answer) {
    return Jwt.of(answer.json(200).get("access_token").stringValue());
  }
}
