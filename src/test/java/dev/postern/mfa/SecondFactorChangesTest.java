package dev.postern.mfa;

import static dev.postern.mfa.Authenticator.EMAIL;
import static dev.postern.mfa.Authenticator.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.errors.UserError.MultiFactorAuthenticationRequired;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

/// What becomes of sign-ins when the user or their second factor changes.
@WithServer
class SecondFactorChangesTest {
  private static final String NO_SECRET = "{\"totp_secret_base64\": null}";

  @Test
  void a_second_factor_that_was_taken_away_is_not_asked_for(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp(EMAIL, PASSWORD);
    var app = Authenticator.of(project, ada);
    var attempt = app.attempt();

    project.client().as(ada).patch("/users/me", NO_SECRET).json(200);

    app.prove(attempt, app.code()).refuses(new VerificationCodeNotFound());
    app.signInWithPassword(PASSWORD).json(200);
  }

  @Test
  void a_new_secret_takes_the_place_of_the_old_one(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp(EMAIL, PASSWORD);
    var old = Authenticator.of(project, ada);
    old.prove(old.attempt(), old.code()).json(200);
    var attempt = old.attempt();

    var app = Authenticator.of(project, ada);

    app.prove(attempt, old.code()).refuses(new InvalidTotpCode());
    app.prove(attempt, app.code()).json(200);
  }

  @Test
  void the_attempts_of_a_user_go_with_them(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp(EMAIL, PASSWORD);
    var app = Authenticator.of(project, ada);
    var attempt = app.attempt();

    project.server().delete("/users/" + ada.id()).json(200);

    app.prove(attempt, app.code()).refuses(new VerificationCodeNotFound());
  }

  @Test
  void whoever_was_anonymous_with_a_second_factor_signs_up_and_then_proves_it(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();
    var app = Authenticator.of(project, visitor);

    var refusal =
        project
            .client()
            .as(visitor)
            .post(
                "/auth/password/sign-up",
                """
                {"email": "%s", "password": "%s"}
                """
                    .formatted(EMAIL, PASSWORD));
    var attempt = Authenticator.attemptOf(refusal);

    refusal.refuses(new MultiFactorAuthenticationRequired(attempt));
    project
        .client()
        .with("x-stack-refresh-token", visitor.refreshToken())
        .post("/auth/sessions/current/refresh")
        .refuses(new RefreshTokenNotFoundOrExpired());
    var answer = app.prove(attempt, app.code()).json(200);
    assertThat(answer.get("is_new_user").booleanValue()).isTrue();
    assertThat(answer.get("user_id").stringValue()).isEqualTo(visitor.id());
    var user = project.server().get("/users/" + visitor.id()).json(200);
    assertThat(user.get("primary_email").stringValue()).isEqualTo(EMAIL);
    assertThat(user.get("is_anonymous").booleanValue()).isFalse();
  }
}
