package dev.postern.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.PasswordError.PasswordAuthenticationNotEnabled;
import dev.postern.errors.PasswordError.PasswordTooShort;
import dev.postern.errors.ProjectError.RedirectUrlNotWhitelisted;
import dev.postern.errors.UserError.SignUpNotEnabled;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.http.Json;
import dev.postern.server.Jwt;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestClient;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithServer
class SignUpWithPasswordTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void somebody_signs_up_and_is_signed_in(TestServer server) {
    var project = server.newProject();

    var answer =
        signUp(project.client(), "ada@example.com", PASSWORD)
            .answers(
                200,
                """
                {"access_token": "<jwt>", "refresh_token": "<token>", "user_id": "<uuid>"}
                """);

    var token = answer.json(200).get("access_token").stringValue();
    var me = project.client().with("x-stack-access-token", token).get("/users/me").json(200);
    assertThat(me.get("id")).isEqualTo(answer.json(200).get("user_id"));
    assertThat(me.get("primary_email").stringValue()).isEqualTo("ada@example.com");
    assertThat(me.get("primary_email_verified").booleanValue()).isFalse();
    assertThat(me.get("has_password").booleanValue()).isTrue();
    assertThat(me.get("auth_with_email").booleanValue()).isTrue();
    assertThat(me.get("otp_auth_enabled").booleanValue()).isFalse();
  }

  @Test
  void everything_is_asked_in_one_order(TestServer server) {
    var project =
        server.newUnpublishedProject(settings -> {
          settings.put("auth.password.allowSignIn", false);
          settings.put("auth.allowSignUp", false);
        });
    var all =
        """
        {"email": "ada@example.com", "password": "",
         "verification_callback_url": "https://evil.example.com/"}
        """;
    var trusted =
        """
        {"email": "ada@example.com", "password": "short",
         "verification_callback_url": "http://localhost:3000/verify"}
        """;

    post(project.client(), all).refuses(new PasswordAuthenticationNotEnabled());
    var open = server.newUnpublishedProject(settings -> settings.put("auth.allowSignUp", false));
    post(open.client(), all).refuses(new RedirectUrlNotWhitelisted());
    post(open.client(), trusted).refuses(new SignUpNotEnabled());
    post(server.newUnpublishedProject().client(), trusted).refuses(new PasswordTooShort(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "\uD83D\uDD11\uD83D\uDD11\uD83D\uDD11"})
  void a_password_has_at_least_eight_units(String password, TestServer server) {
    signUp(server.newUnpublishedProject().client(), "ada@example.com", password)
        .refuses(new PasswordTooShort(8));
  }

  @Test
  void a_project_may_ask_for_more(TestServer server) {
    var project =
        server.newUnpublishedProject(settings -> settings.put("auth.password.minimumLength", 15));

    signUp(project.client(), "ada@example.com", "a".repeat(14)).refuses(new PasswordTooShort(15));
    signUp(project.client(), "ada@example.com", "a".repeat(15)).json(200);
  }

  @Test
  void a_password_has_at_most_seventy_units(TestServer server) {
    var client = server.newUnpublishedProject().client();

    signUp(client, "ada@example.com", "\u00e4".repeat(70)).json(200);
    signUp(client, "eve@example.com", "a".repeat(71))
        .refusesSchema("body.password must be at most 70 characters");
    signUp(client, "eve@example.com", "a".repeat(100_000))
        .refusesSchema("body.password must be at most 70 characters");
  }

  @ParameterizedTest
  @CsvSource({"password,Password", "' correct horse ','correct horse'", "aaaaaaaaa,aaaaaaaa"})
  void passwords_that_differ_are_different(String chosen, String typed, TestServer server) {
    var client = server.newUnpublishedProject().client();
    signUp(client, "ada@example.com", chosen).json(200);

    signIn(client, "ada@example.com", typed).refuses(new EmailPasswordMismatch());
    signIn(client, "ada@example.com", chosen).json(200);
  }

  @Test
  void an_accent_may_be_typed_in_two_ways(TestServer server) {
    var client = server.newUnpublishedProject().client();
    signUp(client, "ada@example.com", "caf\u00e9 cr\u00e8me").json(200);
    signUp(client, "bob@example.com", "cafe\u0301 cre\u0300me").json(200);

    signIn(client, "ada@example.com", "cafe\u0301 cre\u0300me").json(200);
    signIn(client, "bob@example.com", "caf\u00e9 cr\u00e8me").json(200);
  }

  @Test
  void seventy_two_bytes_are_not_the_whole_of_a_password(TestServer server) {
    var client = server.newUnpublishedProject().client();
    var long1 = "\u20ac".repeat(24) + "end of the first one";
    var long2 = "\u20ac".repeat(24) + "end of another one..";
    signUp(client, "ada@example.com", long1).json(200);

    signIn(client, "ada@example.com", long2).refuses(new EmailPasswordMismatch());
    signIn(client, "ada@example.com", long1).json(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", "Ada@Example.COM", "ADA@EXAMPLE.COM"})
  void an_address_is_signed_up_once_however_it_is_written(String email, TestServer server) {
    var client = server.newUnpublishedProject().client();
    signUp(client, "aDa@exaMple.com", PASSWORD).json(200);

    signUp(client, email, PASSWORD).refuses(new UserEmailAlreadyExists("ada@example.com", false));
    signUp(client, "a.da@example.com", PASSWORD).json(200);
    signUp(client, "ada+tag@example.com", PASSWORD).json(200);
  }

  @Test
  void projects_know_nothing_of_one_another(TestServer server) {
    var first = server.newUnpublishedProject();
    var second = server.newUnpublishedProject();
    signUp(first.client(), "ada@example.com", PASSWORD).json(200);

    signIn(second.client(), "ada@example.com", PASSWORD).refuses(new EmailPasswordMismatch());
    signUp(second.client(), "ada@example.com", PASSWORD).json(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "test@localhost",
        "test@gmail",
        "test@gmail.a",
        "test@gmail.com.a",
        "test.@example.com",
        "test..test@example.com",
        ".test@example.com"
      })
  void an_address_can_be_reached_from_anywhere(String email, TestServer server) {
    signUp(server.newUnpublishedProject().client(), email, PASSWORD)
        .refusesSchema(
            "body.email must match the following: \"/^[^.]+(\\.[^.]+)*@.*\\.[^.][^.]+$/\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "victim\uff20corp.com",
        "a@b@c.com",
        "ada@exam\u200dple.com",
        "\u0430da@example.com"
      })
  void an_address_is_ascii_with_one_at(String email, TestServer server) {
    var message =
        signUp(server.newUnpublishedProject().client(), email, PASSWORD)
            .json(400)
            .at("/details/message")
            .stringValue();

    assertThat(message).contains("\n  - body.email must be a valid email");
  }

  @Test
  void what_a_client_may_not_say_is_refused(TestServer server) {
    post(
            server.newUnpublishedProject().client(),
            """
            {"email": "ada@example.com", "password": "correct horse battery",
             "user_id": "x", "is_admin": true, "primary_email_verified": true}
            """)
        .refusesSchema(
            "body contains unknown properties: user_id, is_admin, primary_email_verified");
  }

  @Test
  void a_bot_challenge_is_accepted_and_ignored(TestServer server) {
    var client = server.newUnpublishedProject().client();

    post(
            client,
            """
            {"email": "ada@example.com", "password": "correct horse battery",
             "bot_challenge_token": "any", "bot_challenge_phase": "visible",
             "bot_challenge_unavailable": "true"}
            """)
        .json(200);
    post(
            client,
            """
            {"email": "bob@example.com", "password": "correct horse battery",
             "bot_challenge_phase": "later", "bot_challenge_unavailable": "false"}
            """)
        .refusesSchema(
            "body.bot_challenge_phase must be one of the following values: invisible, visible",
            "body.bot_challenge_unavailable must be one of the following values: true");
  }

  @Test
  void a_personal_team_comes_along_where_the_project_says_so(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));

    var ada = project.signUp("Ada@example.com", PASSWORD);
    var me = project.client().as(ada).get("/users/me").json(200);

    assertThat(me.at("/selected_team/display_name").stringValue())
        .isEqualTo("ada@example.com's Team");
    assertThat(Jwt.of(ada.accessToken()).claim("selected_team_id"))
        .isEqualTo(me.get("selected_team_id").stringValue());
  }

  @Test
  void a_password_is_kept_as_argon2id_at_full_strength(TestServer unused) {
    var strong = Map.of("POSTERN_HASHING_MEMORY_KIB", "19456", "POSTERN_HASHING_ITERATIONS", "2");
    try (var server = TestServer.start(strong)) {
      var project = server.newUnpublishedProject();
      var first = project.signUp("ada@example.com", PASSWORD);
      var second = project.signUp("bob@example.com", PASSWORD);

      var hashes = project.sql("SELECT hash FROM postern.passwords ORDER BY hash");

      assertThat(first.id()).isNotEqualTo(second.id());
      assertThat(hashes).hasSize(2).doesNotHaveDuplicates();
      for (var row : hashes)
        assertThat(row.get("hash").stringValue())
            .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22,}\\$[\\w+/]{43}");
    }
  }

  private static TestAnswer signUp(TestClient client, String email, String password) {
    return post(client, Json.text(Map.of("email", email, "password", password)));
  }

  private static TestAnswer post(TestClient client, String json) {
    return client.post("/auth/password/sign-up", json);
  }

  private static TestAnswer signIn(TestClient client, String email, String password) {
    return client.post(
        "/auth/password/sign-in", Json.text(Map.of("email", email, "password", password)));
  }
}
