package dev.postern.passwords;

import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.PasswordError.PasswordAuthenticationNotEnabled;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

@WithServer
class SignInWithPasswordTest {

  @Test
  void a_user_signs_in_with_the_password_they_signed_up_with(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .post("/auth/password/sign-in", signIn("ada@example.com", "correct horse battery"))
        .answers(
            200,
            """
            {"access_token": "<jwt>", "refresh_token": "<token>", "user_id": "%s"}
            """
                .formatted(ada.id()));
  }

  @Test
  void an_address_is_the_same_however_it_is_written(TestServer server) {
    var project = server.newProject();
    project.signUp("Ada@Example.com", "correct horse battery");

    project
        .client()
        .post("/auth/password/sign-in", signIn("ADA@example.COM", "correct horse battery"))
        .json(200);
  }

  @Test
  void a_wrong_password_and_an_unknown_address_look_the_same(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .post("/auth/password/sign-in", signIn("ada@example.com", "wrong horse battery"))
        .refuses(new EmailPasswordMismatch());
    project
        .client()
        .post("/auth/password/sign-in", signIn("nobody@example.com", "wrong horse battery"))
        .refuses(new EmailPasswordMismatch());
  }

  @Test
  void a_project_without_passwords_takes_none(TestServer server) {
    var project = server.newProject(settings -> settings.put("auth.password.allowSignIn", false));

    project
        .client()
        .post("/auth/password/sign-in", signIn("ada@example.com", "correct horse battery"))
        .refuses(new PasswordAuthenticationNotEnabled());
  }

  @Test
  void what_is_missing_or_wrong_is_told_all_at_once(TestServer server) {
    var project = server.newProject();

    project
        .client()
        .post("/auth/password/sign-in", "{\"email\": \"ada\", \"remember\": true}")
        .refusesSchema(
            "body.email must be a valid email",
            "body.password must be defined",
            "body contains unknown properties: remember");
  }

  private static String signIn(String email, String password) {
    return """
    {"email": "%s", "password": "%s"}
    """
        .formatted(email, password);
  }
}
