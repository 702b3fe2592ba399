package dev.postern.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidAccessType;
import dev.postern.errors.AccessError.InvalidPublishableClientKey;
import dev.postern.errors.AccessError.ProjectKeyWithoutAccessType;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithServer
class DiscoveryTest {

  @Test
  void a_client_without_any_header_learns_the_public_url_and_no_other(TestServer server) {
    server
        .nobody()
        .get("/internal/backend-urls")
        .answers(200, "{\"urls\": [\"https://auth.example.com\"]}");
  }

  @Test
  void the_address_that_is_told_is_the_one_that_was_configured() {
    try (var server = TestServer.start(Map.of("POSTERN_PUBLIC_URL", "http://localhost:9999"))) {
      server
          .nobody()
          .get("/internal/backend-urls")
          .answers(200, "{\"urls\": [\"http://localhost:9999\"]}");
    }
  }

  @Test
  void every_client_is_new_enough(TestServer server) {
    server
        .nobody()
        .post("/check-version", "{\"clientVersion\": \"js @stackframe/stack@2.5.0\"}")
        .answers(200, "{\"upToDate\": true}");
  }

  @Test
  void a_missing_feature_is_explained_in_a_sentence(TestServer server) {
    server
        .nobody()
        .post("/check-feature-support", "{\"feature_name\": \"rsc-handler\"}")
        .answersText(200, "This server does not have that feature.");
  }

  @Test
  void the_development_tool_learns_nothing_and_is_content(TestServer server) {
    var tool = server.nobody();

    tool.get("/api/latest/internal/component-versions").answers(200, "{\"versions\": {}}");
    tool.get("/api/latest/internal/changelog").answers(200, "{\"entries\": []}");
    tool.post("/api/latest/internal/feedback", "{\"message\": \"nice\"}")
        .answers(200, "{\"success\": true}");
  }

  @Test
  void there_is_no_assistant_to_ask(TestServer server) {
    var answer = server.nobody().post("/api/latest/ai/query/stream", "{}");

    assertThat(answer.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/backend-urls",
        "/internal/component-versions",
        "/internal/changelog",
        "/api/v1"
      })
  void keys_that_come_along_must_be_good(String path, TestServer server) {
    var project = server.newUnpublishedProject();
    var client = project.client();

    client.without("x-stack-access-type").get(path).refuses(new ProjectKeyWithoutAccessType());
    client.with("x-stack-access-type", "root").get(path).refuses(new InvalidAccessType("root"));
    client
        .with("x-stack-publishable-client-key", "pck_wrong")
        .get(path)
        .refuses(new InvalidPublishableClientKey(project.id()));
  }
}
