package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidAccessType;
import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.RequestError.BodyParsingError;
import dev.postern.http.body.BodySize;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a body by its content type.
@WithServer
class BodyTest {
  private static final String SIGN_IN = "/auth/password/sign-in";
  private static final String NOBODY =
      """
      {"email": "nobody@example.com", "password": "wrong horse battery"}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\": 1,}",
        "{'a': 1}",
        "{} {}",
        "nonsense",
        "{\"a\": NaN}",
        "{\"a\": 01}",
        "{\"a\": \"\n\"}"
      })
  void what_is_no_json_is_refused(String body, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .post(SIGN_IN, body)
        .refuses(new BodyParsingError("Invalid JSON in request body"));
  }

  @Test
  void bytes_that_are_no_text_are_no_json(TestServer server) {
    byte[] broken = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

    server
        .newUnpublishedProject()
        .client()
        .send("POST", SIGN_IN, "application/json", broken)
        .refuses(new BodyParsingError("Invalid JSON in request body"));
  }

  @Test
  void a_body_is_read_before_anybody_asks_who_calls(TestServer server) {
    server
        .nobody()
        .with("x-stack-access-type", "boss")
        .post(SIGN_IN, "{")
        .refuses(new BodyParsingError("Invalid JSON in request body"));
    server
        .nobody()
        .with("x-stack-access-type", "boss")
        .post(SIGN_IN, "{}")
        .refuses(new InvalidAccessType("boss"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json;charset=utf-8",
        "application/json; charset=ISO-8859-1",
        "application/json;anything"
      })
  void what_follows_a_semicolon_does_not_matter(String contentType, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .send("POST", SIGN_IN, contentType, NOBODY)
        .refuses(new EmailPasswordMismatch());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON",
        "application/json ;charset=utf-8",
        "application/xml",
        "multipart/form-data; boundary=x",
        "text/json",
        "*/*"
      })
  void other_types_are_not_taken(String contentType, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .send("POST", SIGN_IN, contentType, NOBODY)
        .refuses(new BodyParsingError("Unknown content type in request body: " + contentType));
  }

  @Test
  void a_form_is_as_good_as_an_object(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .postForm(
            SIGN_IN,
            "email=x%40example.com&email=nobody%40example.com&password=wrong+horse+battery")
        .refuses(new EmailPasswordMismatch());
  }

  @Test
  void of_two_fields_of_one_name_the_last_counts(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .post(
            SIGN_IN,
            "{\"email\": 1, \"password\": \"wrong horse battery\", \"email\": \"x@example.com\"}")
        .refuses(new EmailPasswordMismatch());
  }

  @Test
  void text_and_bytes_are_no_object(TestServer server) {
    var client = server.newUnpublishedProject().client();

    client
        .send("POST", SIGN_IN, "text/plain", "hello")
        .refusesSchema("body must be a `object` type, but the final value was: `\"hello\"`.");
    client
        .send("POST", SIGN_IN, "application/octet-stream", "hello")
        .refusesSchema("body must be a `object` type, but the final value was: `\"aGVsbG8=\"`.");
  }

  @Test
  void without_a_content_type_there_is_no_body(TestServer server) {
    var client = server.newUnpublishedProject().client();

    client.send("POST", SIGN_IN, "", NOBODY).refusesSchema("body must be defined");
    client.post(SIGN_IN).refusesSchema("body must be defined");
    client.postForm(SIGN_IN, "").refusesSchema("body must be defined");
  }

  @Test
  void a_get_has_no_body_whatever_it_sends(TestServer server) {
    var project = server.newUnpublishedProject();

    server
        .nobody()
        .send(
            "GET",
            "/projects/%s/.well-known/jwks.json".formatted(project.id()),
            "application/xml",
            "<a/>")
        .json(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"any\": \"thing\"}", "[]", "null", "1"})
  void an_endpoint_without_input_takes_any_body(String body, TestServer server) {
    server.newUnpublishedProject().client().post("/auth/anonymous/sign-up", body).json(200);
  }

  @Test
  void a_body_of_one_mebibyte_is_read_and_no_byte_more(TestServer server) {
    var client = server.newUnpublishedProject().client();
    var full = " ".repeat(BodySize.USUAL - NOBODY.length()) + NOBODY;

    client.post(SIGN_IN, full).refuses(new EmailPasswordMismatch());
    var tooLarge = client.post(SIGN_IN, full + " ").answersText(413, "Request body too large");

    assertThat(tooLarge.header("access-control-allow-origin")).contains("*");
    assertThat(tooLarge.header("x-content-type-options")).contains("nosniff");
    assertThat(tooLarge.header("x-stack-request-id")).isPresent();
    assertThat(
            client
                .with("x-stack-override-error-status", "true")
                .post(SIGN_IN, full + " ")
                .header("x-stack-actual-status"))
        .contains("413");
  }

  @Test
  void a_client_that_sends_far_too_much_is_told_so(TestServer server) {
    var client = server.newUnpublishedProject().client();

    client.post(SIGN_IN, " ".repeat(6 * BodySize.USUAL)).answersText(413, "Request body too large");
  }

  @Test
  void a_body_with_an_image_may_be_larger(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var change = " ".repeat(BodySize.WITH_IMAGE - 2) + "{}";

    project.server().patch("/users/" + ada.id(), change).json(200);
    project.client().as(ada).patch("/users/me", change).json(200);
    project
        .server()
        .patch("/users/" + ada.id(), change + " ")
        .answersText(413, "Request body too large");
  }

  @Test
  void a_body_of_very_many_parts_is_refused_before_it_is_a_tree(TestServer server) {
    var client = server.newUnpublishedProject().client();
    var objects = "[" + "{},".repeat(BodySize.MOST_TOKENS / 2 - 2) + "{}]";

    assertThat(client.post(SIGN_IN, objects).header("x-stack-known-error"))
        .contains("SCHEMA_ERROR");
    client
        .post(SIGN_IN, objects.replace("]", ",{}]"))
        .refuses(new BodyParsingError("Invalid JSON in request body"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"email\": 1e999999999, \"password\": \"x\"}",
        "{\"email\": \"x\", \"password\": -1e-999999999}",
      })
  void a_number_beyond_all_bounds_costs_nothing(String body, TestServer server) {
    var client = server.newUnpublishedProject().client();

    var began = System.nanoTime();
    client.post(SIGN_IN, body).refusesSchema("body contains a number that is out of range");

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void deep_nesting_costs_nothing(TestServer server) {
    var client = server.newUnpublishedProject().client();
    var deep = "{\"email\":".repeat(400) + "1" + "}".repeat(400);
    var deeper = "[".repeat(1_000_000);

    client.post(SIGN_IN, deep).refusesSchema("body is nested more than 64 levels deep");
    client
        .send("POST", SIGN_IN, "application/json", deeper.getBytes(StandardCharsets.UTF_8))
        .refuses(new BodyParsingError("Invalid JSON in request body"));
  }
}
