package dev.postern.http.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.Golden;
import dev.postern.http.Json;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithServer
class OpenApiTest {
  private static final String HEAD =
      """
      # Endpoints

      Access `none` looks at no header, `any` needs none; `client` is the publishable key,
      `signed in` that and an access token, `server` the secret key. Each endpoint may also refuse
      with the errors of requests, access and sessions in [errors.md](errors.md).

      | method | path | what it does | access | refuses with |
      |---|---|---|---|---|
      """;

  @Test
  @Tag("golden")
  void the_document_is_what_is_checked_in(TestServer server) {
    var pretty = new String(Json.writePretty(document(server)), StandardCharsets.UTF_8);

    Golden.file("docs/generated/openapi.json").is(pretty + "\n");
  }

  @Test
  @Tag("golden")
  void the_list_of_endpoints_is_what_is_checked_in(TestServer server) {
    List<String> rows = new ArrayList<>();
    document(server)
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(
                    method -> rows.add(row(method.getKey(), path.getKey(), method.getValue()))));

    Golden.file("docs/generated/endpoints.md").is(HEAD + String.join("", rows));
  }

  @Test
  void every_reference_inside_the_document_leads_somewhere(TestServer server) {
    var document = document(server);

    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  @Test
  void the_views_of_a_path_are_one_operation(TestServer server) {
    var own = document(server).at("/paths/~1api~1v1~1users~1me/get");

    assertThat(texts(own.get("x-access"))).contains("server");
    assertThat(
            own.at("/responses/200/content/application~1json/schema/anyOf")
                .findValuesAsString("$ref"))
        .containsExactly(
            "#/components/schemas/UserJson.ClientUser", "#/components/schemas/UserJson.ServerUser");
  }

  @Test
  void the_control_plane_refuses_in_words_of_its_own(TestServer server) {
    var responses = document(server).at("/paths/~1api~1v2~1projects~1{project_id}/get/responses");

    for (var status : List.of("404", "default"))
      assertThat(
              responses.at("/" + status + "/content/application~1json/schema/$ref").stringValue(""))
          .isEqualTo("#/components/schemas/ControlProtocol.GeneralError");
    assertThat(responses.findValues("text/plain")).isEmpty();
    assertThat(responses.findValuesAsString("request_id")).isNotEmpty();
  }

  private static JsonNode document(TestServer server) {
    return server.nobody().get("/openapi.json").json(200);
  }

  private static String row(String method, String path, JsonNode operation) {
    return "| %s | `%s` | %s | %s | %s |\n"
        .formatted(
            method.toUpperCase(Locale.ROOT),
            path,
            operation.get("summary").stringValue(),
            String.join(", ", texts(operation.get("x-access"))),
            refusals(operation.get("responses")));
  }

  private static String refusals(JsonNode responses) {
    return responses.properties().stream()
        .flatMap(response -> response.getValue().path("content").properties().stream())
        .flatMap(content -> content.getValue().path("examples").propertyNames().stream())
        .map(code -> "`%s`".formatted(code))
        .collect(Collectors.joining(", "));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
  }
}
