package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.PasswordError.InvalidPasswordHash;
import dev.postern.errors.PasswordError.PasswordAndHash;
import dev.postern.errors.PasswordError.PasswordNeedsEmail;
import dev.postern.errors.PasswordError.PasswordSignInNotEnabled;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithServer
class ChangeUserPasswordTest {
  private static final String BCRYPT_OF_CORRECT_HORSE =
      "$2y$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";

  @Test
  void a_new_password_is_the_one_to_sign_in_with(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    change(project, ada, "{\"password\": \"another horse battery\"}").json(200);

    signIn(project, "another horse battery").json(200);
    signIn(project, "correct horse battery").refuses(new EmailPasswordMismatch());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\": \"another horse battery\"}",
        "{\"password\": \"correct horse battery\"}",
        "{\"password\": null}",
        "{\"password_hash\": \"$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy\"}"
      })
  void any_change_of_the_password_ends_every_session(String json, TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    change(project, ada, json).json(200);

    project
        .client()
        .with("x-stack-refresh-token", ada.refreshToken())
        .post("/auth/sessions/current/refresh")
        .refuses(new RefreshTokenNotFoundOrExpired());
    assertThat(project.client().as(ada).get("/users/me").header("x-stack-known-error"))
        .contains("ACCESS_TOKEN_EXPIRED");
  }

  @Test
  void other_changes_leave_sessions_alone(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    change(project, ada, "{\"display_name\": \"Ada\"}").json(200);

    project.client().as(ada).get("/users/me").json(200);
  }

  @Test
  void a_password_can_be_taken_away(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user = change(project, ada, "{\"password\": null}").json(200);

    assertThat(user.get("has_password").booleanValue()).isFalse();
    assertThat(user.get("auth_with_email").booleanValue()).isFalse();
    signIn(project, "correct horse battery").refuses(new EmailPasswordMismatch());
  }

  @Test
  void a_hash_of_bcrypt_is_taken_over(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "another horse battery");

    change(project, ada, "{\"password_hash\": \"%s\"}".formatted(BCRYPT_OF_CORRECT_HORSE))
        .json(200);

    signIn(project, "correct horse battery").json(200);
    signIn(project, "another horse battery").refuses(new EmailPasswordMismatch());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaA",
        "$2a$17$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$2x$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhW"
      })
  void another_hash_is_not(String hash, TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch(
            "/users/3241a285-8329-4d69-8f3d-316e08cf140c",
            "{\"password_hash\": \"%s\"}".formatted(hash))
        .refuses(new InvalidPasswordHash());
  }

  @Test
  void a_password_and_a_hash_are_one_too_many(TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch(
            "/users/3241a285-8329-4d69-8f3d-316e08cf140c",
            "{\"password\": \"abc\", \"password_hash\": \"abc\"}")
        .refuses(new PasswordAndHash());
  }

  @Test
  void a_password_has_70_characters_at_most_and_no_least(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    change(project, ada, "{\"password\": \"%s\"}".formatted("a".repeat(71)))
        .refusesSchema("body.password must be at most 70 characters");
    change(project, ada, "{\"password\": \"a\"}").json(200);
    signIn(project, "a").json(200);
  }

  @Test
  void a_first_password_needs_an_address(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();

    change(project, visitor, "{\"password\": \"abc\"}").refuses(new PasswordNeedsEmail());
    change(
            project,
            visitor,
            """
            {"password": "abc", "primary_email": "ada@example.com",
             "primary_email_auth_enabled": true}
            """)
        .json(200);
    signIn(project, "abc").json(200);
    change(project, visitor, "{\"password\": null}").json(200);
    change(project, visitor, "{\"password\": \"abc\", \"primary_email\": null}")
        .refuses(new PasswordNeedsEmail());
  }

  @Test
  void a_first_password_needs_a_project_that_takes_passwords(TestServer server) {
    var project = server.newProject(settings -> settings.put("auth.password.allowSignIn", false));
    var visitor = project.signUpAnonymously();

    change(project, visitor, "{\"password\": \"abc\", \"primary_email\": \"ada@example.com\"}")
        .refuses(new PasswordSignInNotEnabled());
  }

  private static TestAnswer change(TestProject project, TestUser user, String json) {
    return project.server().patch("/users/" + user.id(), json);
  }

  private static TestAnswer signIn(TestProject project, String password) {
    return project
        .client()
        .post(
            "/auth/password/sign-in",
            "{\"email\": \"ada@example.com\", \"password\": \"%s\"}".formatted(password));
  }
}
