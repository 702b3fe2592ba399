package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidAccessType;
import dev.postern.errors.RequestError.MethodNotAllowed;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which addresses lead to an endpoint, and which do not.
@WithServer
class PathTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";

  @ParameterizedTest
  @ValueSource(strings = {"v1", "latest", "v2beta1", "v2beta2", "v2beta3", "v2beta4", "v2beta5"})
  void every_version_leads_to_the_same_endpoints(String version, TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .client()
        .post("/api/" + version + SIGN_UP)
        .answers(
            200,
            """
            {"access_token": "<jwt>", "refresh_token": "<token>", "user_id": "<uuid>"}
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v10", "v1x", "v0", "v2beta6", "v2beta", "V1", "latest1", "v1.0"})
  void a_version_is_a_whole_segment(String version, TestServer server) {
    var path = "/api/" + version + SIGN_UP;

    server.nobody().post(path).answersText(404, nothingAt(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1//auth/anonymous/sign-up",
        "/api/v1/auth//anonymous/sign-up",
        "/api/v1/./auth/anonymous/sign-up",
        "/api/v1/auth/x/../anonymous/sign-up",
        "/api/v1/auth/%61nonymous/sign-up",
        "/api/v1/auth%2Fanonymous/sign-up",
        "/api/v1/auth/anonymous/sign-up;v=1",
        "/api/v1/auth;/anonymous/sign-up",
        "/api/v1/AUTH/anonymous/sign-up",
        "/api/v1/auth/anonymous",
        "/api/v1/auth/anonymous/sign-up/now",
        "/api//v1/auth/anonymous/sign-up"
      })
  void a_path_is_taken_as_it_is_sent_and_never_repaired(String path, TestServer server) {
    var project = server.newUnpublishedProject();

    project.client().post(path).answersText(404, nothingAt(path));
  }

  @Test
  void a_method_in_a_header_changes_nothing(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .with("x-http-method-override", "POST")
        .get(SIGN_UP)
        .answersText(405, "");
  }

  @Test
  void an_unknown_path_tells_of_bad_headers_first(TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .client()
        .with("x-stack-access-type", "boss")
        .get("/nowhere")
        .refuses(new InvalidAccessType("boss"));
    project.client().get("/nowhere").answersText(404, nothingAt("/api/v1/nowhere"));
  }

  @Test
  void a_slash_at_the_end_is_redirected(TestServer server) {
    var project = server.newUnpublishedProject();

    var moved = project.client().post(SIGN_UP + "/?a=b&c=%20").answersText(308, "");

    assertThat(moved.header("location")).contains("/api/v1" + SIGN_UP + "?a=b&c=%20");
    assertThat(project.client().post(SIGN_UP + "//").header("location"))
        .contains("/api/v1" + SIGN_UP);
    assertThat(server.nobody().get("/api/v1/").header("location")).contains("/api/v1");
  }

  @Test
  void a_method_that_a_path_lacks_is_answered_with_nothing(TestServer server) {
    var client = server.newUnpublishedProject().client();

    var refused = client.send("PATCH", SIGN_UP, "", "").answersText(405, "");
    assertThat(refused.header("allow")).contains("POST");
    var several = client.send("PUT", "/users/me", "", "").answersText(405, "");
    assertThat(several.header("allow")).contains("GET, HEAD, PATCH, DELETE");
    client.send("HEAD", SIGN_UP, "", "").answersText(405, "");
    client.send("DELETE", SIGN_UP, "application/json", "no json").answersText(405, "");
    client.with("x-stack-access-type", "boss").get(SIGN_UP).answersText(405, "");
  }

  @Test
  void a_method_that_no_path_knows_is_told(TestServer server) {
    var client = server.newUnpublishedProject().client();

    var purge = client.send("PURGE", SIGN_UP, "", "").refuses(new MethodNotAllowed());

    assertThat(purge.header("allow")).contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready", "/users/me", "/api/v2/projects", "/nowhere"})
  void a_head_is_answered_like_a_get_without_the_body(String path, TestServer server) {
    var project = server.newUnpublishedProject();
    var client = project.client().as(project.signUpAnonymously());

    var get = client.get(path);
    var head = client.send("HEAD", path, "", "").answersText(get.status(), "");

    assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
    assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
  }

  private static String nothingAt(String path) {
    return """
    404: there is nothing at this address.

    The addresses of this server are in its reference, docs/generated/endpoints.md.

    Path: %s
    """
        .formatted(path);
  }
}
