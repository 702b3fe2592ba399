package dev.postern.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.CodeError.VerificationCodeMaxAttemptsReached;
import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.http.Json;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

/// The attempts that a code bears, shown by the codes of the second factor.
@WithServer
class AttemptsTest {
  private static final int MOST = 20;

  @Test
  void a_code_bears_twenty_attempts(TestServer server) {
    var project = server.newProject();
    var code = code(project);

    for (var i = 0; i < MOST; i++) assertThat(prove(project, code).status()).isIn(400, 429);

    prove(project, code).refuses(new VerificationCodeMaxAttemptsReached());
  }

  @Test
  void guesses_at_the_first_six_characters_count_as_attempts(TestServer server) {
    var project = server.newProject();
    var code = code(project);

    for (var i = 0; i < MOST; i++) {
      var guess = "iiii%02d".formatted(i) + code.substring(6);
      prove(project, guess).refuses(new VerificationCodeNotFound());
    }

    prove(project, code).refuses(new VerificationCodeMaxAttemptsReached());
  }

  @Test
  void guesses_at_the_rest_do_not(TestServer server) {
    var project = server.newProject();
    var code = code(project);

    for (var i = 0; i < MOST; i++) {
      var guess = code.substring(0, 43) + "i%x".formatted(i % 16);
      prove(project, guess).refuses(new VerificationCodeNotFound());
    }

    prove(project, code).refuses(new InvalidTotpCode());
  }

  @Test
  void neither_a_code_nor_its_end_can_be_read_in_the_table(TestServer server) {
    var project = server.newProject();
    var code = code(project);

    var rows = project.sql("SELECT * FROM postern.codes");

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().toString()).doesNotContain(code.substring(6));
  }

  /// A user with a second factor that nobody can prove, and an attempt of theirs.
  private static String code(TestProject project) {
    var user = project.signUp("ada@example.com", "correct horse battery");
    project
        .client()
        .as(user)
        .patch("/users/me", "{\"totp_secret_base64\": \"AAECAwQFBgcICQoLDA0ODxAREhM=\"}")
        .json(200);
    var refusal =
        project
            .client()
            .post(
                "/auth/password/sign-in",
                "{\"email\": \"ada@example.com\", \"password\": \"correct horse battery\"}");
    return refusal.json(400).get("details").get("attempt_code").stringValue();
  }

  private static TestAnswer prove(TestProject project, String code) {
    return project
        .client()
        .post("/auth/mfa/sign-in", Json.text(new Proof(code, "totp", "no code")));
  }

  private record Proof(String code, String type, String totp) {}
}
