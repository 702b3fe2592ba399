package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestAnswer;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What pages of other origins may do: everything on the SDKs' surface, and nothing with cookies.
@WithServer
class CorsTest {
  private static final List<String> SDK_HEADERS =
      List.of(
          "project-id",
          "branch-id",
          "override-error-status",
          "random-nonce",
          "client-version",
          "disable-artificial-development-delay",
          "access-type",
          "publishable-client-key",
          "secret-server-key",
          "super-secret-admin-key",
          "admin-access-token",
          "refresh-token",
          "access-token",
          "allow-restricted-user",
          "allow-anonymous-user");

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/auth/password/sign-in", "/api/latest/nowhere", "/api/v1/x/", "/api/"})
  void a_preflight_is_answered_before_anything_else(String path, TestServer server) {
    var answer =
        server
            .nobody()
            .with("x-stack-access-type", "boss")
            .with("access-control-request-method", "POST")
            .send("OPTIONS", path, "", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEmpty();
    assertOpen(answer);
  }

  @Test
  void refusals_are_as_readable_as_answers(TestServer server) {
    var client = server.newUnpublishedProject().client().with("origin", "https://app.example.com");

    assertOpen(client.post("/auth/anonymous/sign-up"));
    assertOpen(client.post("/auth/password/sign-in", "no json"));
    assertOpen(client.get("/auth/password/sign-in"));
    assertOpen(client.get("/nowhere"));
    assertOpen(client.send("PURGE", "/auth/password/sign-in", "", ""));
    assertOpen(client.with("x-stack-access-type", "boss").post("/auth/anonymous/sign-up"));
  }

  private static void assertOpen(TestAnswer answer) {
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    assertThat(answer.header("access-control-allow-methods"))
        .contains("GET, POST, PUT, PATCH, DELETE, OPTIONS");
    assertThat(answer.header("access-control-max-age")).contains("86400");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
    assertThat(names(answer, "access-control-allow-headers")).containsAll(allowed());
    assertThat(names(answer, "access-control-expose-headers"))
        .contains(
            "content-type",
            "x-stack-actual-status",
            "x-hexclave-actual-status",
            "x-stack-known-error",
            "x-hexclave-known-error");
    assertThat(answer.header("vary")).isEqualTo(answer.header("access-control-allow-headers"));
  }

  private static List<String> names(TestAnswer answer, String header) {
    return List.of(answer.header(header).orElseThrow().split(", "));
  }

  private static List<String> allowed() {
    var others =
        Stream.of(
            "content-type",
            "authorization",
            "baggage",
            "sentry-trace",
            "x-vercel-protection-bypass",
            "ngrok-skip-browser-warning");
    return Stream.concat(
            others,
            SDK_HEADERS.stream()
                .flatMap(name -> Stream.of("x-stack-" + name, "x-hexclave-" + name)))
        .toList();
  }
}
