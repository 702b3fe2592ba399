package dev.postern.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.postern.errors.Refusal;
import dev.postern.http.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An answer of the server, and what a test says of it.
public final class TestAnswer {
  private final HttpResponse<byte[]> response;

  TestAnswer(HttpResponse<byte[]> response) {
    this.response = response;
  }

  public int status() {
    return response.statusCode();
  }

  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  public String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    return response.body();
  }

  /// The body as JSON; the status must be this one.
  public JsonNode json(int status) {
    assertThat(response.statusCode()).as(text()).isEqualTo(status);
    return Json.read(response.body());
  }

  /// The whole body is this JSON, where `<jwt>`, `<token>`, `<uuid>`, `<millis>` and `<any>` stand
  /// for what differs from one time to the next.
  public TestAnswer answers(int status, String json) {
    var expected = Json.read(json);
    var actual = json(status);
    assertThat(Placeholders.in(expected, actual).toPrettyString())
        .isEqualTo(expected.toPrettyString());
    return this;
  }

  /// The whole body is this text.
  public TestAnswer answersText(int status, String text) {
    assertThat(text()).isEqualTo(text);
    assertThat(response.statusCode()).isEqualTo(status);
    return this;
  }

  /// The answer is this refusal: status, code, details, headers.
  public TestAnswer refuses(Refusal refusal) {
    return switch (refusal.shape()) {
      case Refusal.Plain(var status, var text) -> answersText(status, text);
      case Refusal.OAuth(var status, var error, var text) ->
          answers(
              status,
              """
              {"error": "%s", "error_description": "%s"}
              """
                  .formatted(error, text));
      case Refusal.Known(var status, var code, var text) -> {
        assertThat(header("x-stack-known-error")).as(text()).contains(code);
        assertThat(header("x-hexclave-known-error")).contains(code);
        var details = Json.tree(refusal);
        yield answers(status, Json.text(new KnownBody(code, details, text)));
      }
    };
  }

  private record KnownBody(
      String code, @JsonInclude(JsonInclude.Include.NON_EMPTY) JsonNode details, String error) {}

  /// The answer is a schema error with exactly these lines, in this order.
  public TestAnswer refusesSchema(String... lines) {
    assertThat(header("x-stack-known-error")).as(text()).contains("SCHEMA_ERROR");
    var message = json(400).get("details").get("message").stringValue();
    assertThat(message.lines().skip(1)).containsExactly(withDashes(lines));
    return this;
  }

  private static String[] withDashes(String[] lines) {
    var dashed = new String[lines.length];
    for (int i = 0; i < lines.length; i++) dashed[i] = "  - " + lines[i];
    return dashed;
  }
}
