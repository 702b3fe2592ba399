package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithServer
class HealthTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/health", "/health?db=1", "/health?db=", "/health?any=thing", "/health/ready"})
  void a_server_that_is_well_says_so_to_everybody(String path, TestServer server) {
    var answer = server.nobody().with("x-stack-access-type", "boss").get(path);

    answer.answers(200, "{\"status\": \"ok\"}");
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    assertThat(answer.header("access-control-allow-methods")).contains("*");
    assertThat(answer.header("access-control-allow-headers")).contains("*");
    assertThat(answer.header("access-control-expose-headers")).contains("*");
    assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
  }

  @Test
  void a_page_may_ask_from_anywhere(TestServer server) {
    var preflight = server.nobody().send("OPTIONS", "/health", "", "");

    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.header("access-control-allow-origin")).contains("*");
  }

  @Test
  void the_words_of_a_surface_do_not_leak_into_another(TestServer server) {
    var answer = server.nobody().get("/health/nowhere");

    answer.answersText(404, "There is nothing at this address.");
    assertThat(answer.header("x-stack-request-id")).isEmpty();
  }
}
