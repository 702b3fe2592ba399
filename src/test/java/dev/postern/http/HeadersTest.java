package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.ServerAuthenticationRequired;
import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.PasswordError.PasswordTooShort;
import dev.postern.errors.ProjectError.CurrentProjectNotFound;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The headers that come and go with every request of an SDK.
@WithServer
class HeadersTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";
  private static final String SIGN_IN = "/auth/password/sign-in";
  private static final String NOBODY =
      """
      {"email": "nobody@example.com", "password": "wrong horse battery"}
      """;

  @Test
  void both_families_of_headers_are_understood(TestServer server) {
    var project = server.newUnpublishedProject();
    var key = project.keys().publishable().reveal();

    server
        .nobody()
        .with("X-Hexclave-Project-Id", project.id())
        .with("X-Hexclave-Access-Type", "client")
        .with("X-Hexclave-Publishable-Client-Key", key)
        .post(SIGN_UP)
        .json(200);
    server
        .nobody()
        .with("x-stack-project-id", project.id())
        .with("x-hexclave-access-type", "client")
        .with("X-STACK-PUBLISHABLE-CLIENT-KEY", key)
        .post(SIGN_UP)
        .json(200);
  }

  @Test
  void the_younger_family_wins(TestServer server) {
    var project = server.newUnpublishedProject();

    project.client().with("x-hexclave-project-id", project.id()).post(SIGN_UP).json(200);
    project
        .client()
        .with("x-hexclave-project-id", "elsewhere")
        .post(SIGN_UP)
        .refuses(new CurrentProjectNotFound("elsewhere"));
  }

  @Test
  void an_empty_key_is_no_key(TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .server()
        .with("x-stack-secret-server-key", "")
        .post(SIGN_UP)
        .refuses(new ServerAuthenticationRequired());
    project.client().with("x-stack-publishable-client-key", "").post(SIGN_UP).json(200);
    server
        .nobody()
        .with("x-stack-secret-server-key", "")
        .get("/projects/%s/.well-known/jwks.json".formatted(project.id()))
        .json(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", ""})
  void a_refusal_keeps_its_real_status_in_a_header_when_asked(String value, TestServer server) {
    var project = server.newUnpublishedProject();

    var told = project.client().with("x-hexclave-override-error-status", value);

    var refused = told.post(SIGN_IN, NOBODY);
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.header("x-stack-actual-status")).contains("400");
    assertThat(refused.header("x-hexclave-actual-status")).contains("400");
    assertThat(refused.header("x-stack-known-error")).contains("EMAIL_PASSWORD_MISMATCH");
    assertOverridden(told.get("/nowhere"), "404");
    assertOverridden(told.get(SIGN_UP), "405");
    assertOverridden(told.with("x-stack-access-type", "server").post(SIGN_UP), "401");
  }

  private static void assertOverridden(TestAnswer answer, String status) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-stack-actual-status")).contains(status);
    assertThat(answer.header("x-hexclave-actual-status")).contains(status);
  }

  @Test
  void a_status_that_is_no_refusal_is_never_overridden(TestServer server) {
    var project = server.newProject();
    var told = project.client().with("x-stack-override-error-status", "true");
    project.execute("ALTER TABLE neon_auth.users_sync RENAME TO elsewhere");

    var moved = told.post(SIGN_UP + "/").answersText(308, "");
    var unavailable =
        told.post(
                "/auth/password/sign-up",
                """
                {"email": "ada@example.com", "password": "correct horse battery"}
                """)
            .answersText(503, "Not available right now. Please try again.");
    var good = told.post(SIGN_UP);

    assertThat(good.status()).isEqualTo(200);
    assertThat(good.header("x-stack-actual-status")).isEmpty();
    assertThat(moved.header("x-stack-actual-status")).isEmpty();
    assertThat(unavailable.header("x-stack-actual-status")).isEmpty();
    assertThat(unavailable.header("retry-after")).isPresent();
    project.execute("ALTER TABLE neon_auth.elsewhere RENAME TO users_sync");
  }

  @Test
  void a_known_error_is_written_for_people_and_machines(TestServer server) {
    var refusal = new PasswordTooShort(8);

    var answer =
        server
            .newUnpublishedProject()
            .client()
            .post(
                "/auth/password/sign-up",
                """
                {"email": "ada@example.com", "password": "short"}
                """)
            .refuses(refusal);

    assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
    assertThat(answer.text())
        .isEqualTo(
            """
            {
              "code": "PASSWORD_TOO_SHORT",
              "details": {
                "min_length": 8
              },
              "error": "Choose a password of 8 characters or more."
            }\
            """);
  }

  @Test
  void an_answer_without_details_has_none(TestServer server) {
    var answer = server.newUnpublishedProject().client().post(SIGN_IN, NOBODY);

    answer.refuses(new EmailPasswordMismatch());
    assertThat(answer.json(400).has("details")).isFalse();
  }

  @Test
  void an_answer_is_pretty_for_a_browser_and_compact_for_all_else(TestServer server) {
    var project = server.newUnpublishedProject();
    var path = "/projects/%s/.well-known/jwks.json".formatted(project.id());

    var compact = server.nobody().get(path);
    var pretty = server.nobody().with("accept", "text/html,application/xhtml+xml").get(path);

    assertThat(compact.text()).startsWith("{\"keys\":[{\"kty\":\"EC\",").doesNotContain("\n");
    assertThat(pretty.text()).startsWith("{\n  \"keys\"");
    assertThat(pretty.json(200)).isEqualTo(compact.json(200));
  }

  @Test
  void every_request_has_an_id_of_its_own(TestServer server) {
    var project = server.newUnpublishedProject();

    var first = project.client().post(SIGN_UP);
    var second = project.client().get("/nowhere");

    assertThat(first.header("x-stack-request-id").orElseThrow()).matches("[0-9a-hjkmnp-tv-z]{16}");
    assertThat(first.header("x-hexclave-request-id")).isEqualTo(first.header("x-stack-request-id"));
    assertThat(second.header("x-stack-request-id"))
        .isPresent()
        .isNotEqualTo(first.header("x-stack-request-id"));
  }

  @Test
  void nothing_is_kept_by_a_cache_unless_its_endpoint_says_so(TestServer server) {
    var project = server.newUnpublishedProject();
    var keys = "/projects/%s/.well-known/jwks.json";

    assertThat(project.client().post(SIGN_UP).header("cache-control"))
        .contains("no-store, max-age=0");
    assertThat(project.client().post(SIGN_IN, NOBODY).header("cache-control"))
        .contains("no-store, max-age=0");
    assertThat(server.nobody().get(keys.formatted(project.id())).header("cache-control"))
        .contains("public, max-age=3600");
    assertThat(server.nobody().get(keys.formatted("nobody")).header("cache-control"))
        .contains("no-store, max-age=0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/nowhere", "/api/v1/x/", "/health", "/health/nowhere", "/api/v3"})
  void every_answer_has_the_headers_that_protect_browsers(String path, TestServer server) {
    assertProtected(server.nobody().get(path));
    assertProtected(server.nobody().send("OPTIONS", path, "", ""));
    assertProtected(server.nobody().send("PURGE", path, "", ""));
  }

  private static void assertProtected(TestAnswer answer) {
    assertThat(answer.header("x-content-type-options")).contains("nosniff");
    assertThat(answer.header("x-frame-options")).contains("SAMEORIGIN");
    assertThat(answer.header("referrer-policy")).contains("strict-origin-when-cross-origin");
    assertThat(answer.header("cross-origin-opener-policy")).contains("same-origin");
  }

  @Test
  void what_the_server_does_not_know_is_ignored(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .with("x-stack-random-nonce", "whatever")
        .with("x-stack-client-version", "not a version at all")
        .with("x-stack-development-disable-extended-logging", "true")
        .with("x-stack-development-override-key", "sak_whatever")
        .with("x-stack-tomorrow", "new")
        .with("cookie", "session=stolen")
        .post(SIGN_UP)
        .json(200);
  }
}
