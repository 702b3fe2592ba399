package dev.postern.mfa;

import static dev.postern.mfa.Authenticator.EMAIL;
import static dev.postern.mfa.Authenticator.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.CodeError.VerificationCodeAlreadyUsed;
import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.errors.UserError.MultiFactorAuthenticationRequired;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@WithServer
class SignInWithTotpTest {

  @Test
  void a_user_with_a_second_factor_signs_in_with_both(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp(EMAIL, PASSWORD);
    var app = Authenticator.of(project, ada);

    var refusal = app.signInWithPassword(PASSWORD);
    var attempt = Authenticator.attemptOf(refusal);

    refusal.refuses(new MultiFactorAuthenticationRequired(attempt));
    assertThat(attempt).matches("[0-9a-z]{45}");
    app.prove(attempt, app.code())
        .answers(
            200,
            """
            {
              "access_token": "<jwt>",
              "refresh_token": "<token>",
              "is_new_user": false,
              "user_id": "%s"
            }
            """
                .formatted(ada.id()));
  }

  @Test
  void the_password_alone_opens_no_session(TestServer server) {
    var project = server.newProject();
    var app = Authenticator.ofNewUser(project);

    app.attempt();

    assertThat(project.sql("SELECT id FROM postern.sessions")).hasSize(1);
  }

  @Test
  void a_wrong_code_leaves_the_attempt_usable(TestServer server) {
    var app = Authenticator.ofNewUser(server.newProject());
    var attempt = app.attempt();

    app.prove(attempt, app.wrongCode()).refuses(new InvalidTotpCode());
    app.prove(attempt, "").refuses(new InvalidTotpCode());

    app.prove(attempt, app.code()).json(200);
  }

  @Test
  void an_attempt_is_read_in_either_case(TestServer server) {
    var app = Authenticator.ofNewUser(server.newProject());

    app.prove(app.attempt().toUpperCase(Locale.ROOT), app.code()).json(200);
  }

  @Test
  void an_attempt_is_good_once(TestServer server) {
    var app = Authenticator.ofNewUser(server.newProject());
    var attempt = app.attempt();
    app.prove(attempt, app.code()).json(200);

    app.prove(attempt, app.code()).refuses(new VerificationCodeAlreadyUsed());
  }

  @Test
  void the_code_of_one_sign_in_is_no_good_for_another(TestServer server) {
    var app = Authenticator.ofNewUser(server.newProject());
    var one = app.attempt();
    var other = app.attempt();
    var code = app.code();
    app.prove(one, code).json(200);

    app.prove(other, code).refuses(new InvalidTotpCode());
  }

  @Test
  void an_attempt_of_another_project_is_unknown(TestServer server) {
    var app = Authenticator.ofNewUser(server.newProject());
    var elsewhere = Authenticator.ofNewUser(server.newUnpublishedProject());

    elsewhere.prove(app.attempt(), app.code()).refuses(new VerificationCodeNotFound());
  }

  @Test
  void a_wrong_password_does_not_tell_of_a_second_factor(TestServer server) {
    var project = server.newProject();
    var app = Authenticator.ofNewUser(project);

    app.signInWithPassword("wrong horse battery").refuses(new EmailPasswordMismatch());

    assertThat(project.sql("SELECT kind FROM postern.codes")).isEmpty();
  }

  @Test
  void a_password_that_was_changed_ends_the_attempts_made_with_the_old_one(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp(EMAIL, PASSWORD);
    var app = Authenticator.of(project, ada);
    var attempt = app.attempt();

    project
        .server()
        .patch("/users/" + ada.id(), "{\"password\": \"another horse battery\"}")
        .json(200);

    app.prove(attempt, app.code()).refuses(new VerificationCodeNotFound());
  }

  @Test
  void what_is_missing_or_wrong_is_told_all_at_once(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .post("/auth/mfa/sign-in", "{\"code\": \"short\", \"type\": \"sms\", \"remember\": true}")
        .refusesSchema(
            "body.code must be exactly 45 characters",
            "body.type must be one of the following values: totp",
            "body.totp must be defined",
            "body contains unknown properties: remember");
  }
}
