package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.RawConnection;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server does with the bytes of clients that are slow, rude or broken.
@WithServer
class ConnectionTest {
  private static final String HEALTH = "GET /health HTTP/1.1\nHost: x\n\n";

  @Test
  void a_connection_serves_one_request_after_another(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      for (var time = 1; time <= 3; time++)
        assertThat(connection.send(HEALTH).answer())
            .startsWith("HTTP/1.1 200 OK\r\n")
            .endsWith("{\"status\":\"ok\"}");
    }
  }

  @Test
  void requests_that_come_together_are_answered_in_their_order(TestServer server)
      throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(HEALTH + HEALTH.replace("health", "api/v1/nowhere") + HEALTH);

      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
      assertThat(connection.answer()).startsWith("HTTP/1.1 404 ");
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "TE, close", "CLOSE,TE"})
  void a_client_that_wants_no_more_sees_the_end(String value, TestServer server)
      throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(HEALTH.replace("\n\n", "\nConnection: " + value + "\n\n"));

      assertThat(connection.rest())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("{\"status\":\"ok\"}");
    }
  }

  @Test
  void a_client_that_closes_its_half_still_gets_its_answer(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(HEALTH).sendNoMore();

      assertThat(connection.rest()).endsWith("{\"status\":\"ok\"}");
    }
  }

  @Test
  void a_request_may_come_byte_by_byte(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      for (var part : HEALTH.split("(?<=.)")) connection.send(part);

      assertThat(connection.answer()).endsWith("{\"status\":\"ok\"}");
    }
  }

  @Test
  void a_body_may_come_in_chunks(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(
          """
          POST /api/v1/auth/oauth/token HTTP/1.1
          Host: x
          Content-Type: application/json
          Transfer-Encoding: chunked

          1
          {
          1
          }
          0

          """);

      assertThat(connection.answer()).contains("body.grant_type must be defined");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Transfer-Encoding: chunked | zz~{}~0~~ | has a broken chunk",
        "Transfer-Encoding: chunked | -1~{}~0~~ | has a broken chunk",
        "Transfer-Encoding: chunked | 2~{} | ends too early",
        "Content-Length: 20 | {} | ends too early"
      })
  void a_broken_body_is_told(String header, String body, String complaint, TestServer server)
      throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(
          """
          POST /api/v1/auth/password/sign-in HTTP/1.1
          Host: x
          Content-Type: application/json
          %s

          %s\
          """
              .formatted(header, body.replace('~', '\n')));

      assertThat(connection.sendNoMore().rest())
          .startsWith("HTTP/1.1 400 ")
          .contains("BODY_PARSING_ERROR", complaint);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 99999999999", "Transfer-Encoding: chunked"})
  void a_body_without_end_is_refused_at_once(String header, TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send("POST /api/v1/auth/password/sign-in HTTP/1.1\nHost: x\n" + header + "\n\n");
      connection.send("7fffffff\n");

      assertThat(connection.rest()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void a_query_that_is_no_encoding_harms_nobody(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(HEALTH.replace("/health", "/health?a=%zz&%&b=\u00e9<\">"));
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");

      connection.send(HEALTH.replace("/health", "/api/v1/x/?a=%zz&b=\u00e9<\">"));
      assertThat(connection.answer()).startsWith("HTTP/1.1 308 ");
    }
  }

  @Test
  void the_version_before_is_not_spoken(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      assertThat(connection.send(HEALTH.replace("1.1", "1.0")).rest()).startsWith("HTTP/1.1 505 ");
    }
  }

  @Test
  void a_client_may_ask_before_it_sends_its_body(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send(
          """
          POST /api/v1/auth/oauth/token HTTP/1.1
          Host: x
          Content-Type: application/json
          Content-Length: 2
          Connection: close
          Expect: 100-continue

          {}\
          """);

      assertThat(connection.rest())
          .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 ")
          .contains("body.grant_type must be defined");
    }
  }

  @Test
  void half_a_request_makes_nobody_wait(TestServer server) throws IOException {
    List<RawConnection> silent = new ArrayList<>();
    for (var i = 0; i < 50; i++)
      silent.add(RawConnection.to(server).send("POST /api/v1/auth/oauth/token HTTP/1.1\nHost:"));

    server.nobody().get("/health").json(200);

    for (var connection : silent) connection.close();
  }

  @Test
  void a_client_that_goes_away_in_its_body_is_forgotten(TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      connection.send("POST /api/v1/auth/oauth/token HTTP/1.1\nHost: x\nContent-Length: 100\n\n{");
    }

    server.nobody().get("/health").json(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\n\n",
        "GET /health\n\n",
        "GET  /health HTTP/1.1\nHost: x\n\n",
        "GET /health HTTP/1.1\nHost : x\n\n",
        "GET /health HTTP/9.9\nHost: x\n\n",
        "POST /api/v1/x HTTP/1.1\nHost: x\nContent-Length: -1\n\n",
        "POST /api/v1/x HTTP/1.1\nHost: x\nContent-Length: ten\n\n",
        "POST /api/v1/x HTTP/1.1\nHost: x\nContent-Length: 1\nContent-Length: 2\n\n{}",
        "POST /api/v1/x HTTP/1.1\nHost: x\nContent-Length: 2\nTransfer-Encoding: chunked\n\n{}"
      })
  void what_is_no_request_ends_the_connection(String request, TestServer server)
      throws IOException {
    try (var connection = RawConnection.to(server)) {
      assertThat(connection.send(request).sendNoMore().rest()).matches("(?s)(HTTP/1.1 [45].*)?");
    }
    server.nobody().get("/health").json(200);
  }

  @Test
  void headers_have_a_limit(TestServer server) throws IOException {
    var large = "X-Large: " + "x".repeat(20_000) + "\n";
    try (var connection = RawConnection.to(server)) {
      assertThat(connection.send(HEALTH.replace("\n\n", "\n" + large + "\n")).answer())
          .startsWith("HTTP/1.1 200 ");
    }
    try (var connection = RawConnection.to(server)) {
      connection.send(HEALTH.replace("\n\n", "\n" + large + large + "\n"));

      assertThat(connection.answer()).startsWith("HTTP/1.1 4");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET //evil.example.com/api/v1/ HTTP/1.1",
        "GET http://evil.example.com/api/v1/x/ HTTP/1.1",
        "GET /api/v1//evil.example.com/ HTTP/1.1",
        "GET /api/%0d%0aset-cookie:x/ HTTP/1.1"
      })
  void a_redirect_leads_nowhere_else(String line, TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      var answer = connection.send(line + "\nHost: x\nConnection: close\n\n").rest();

      assertThat(answer).doesNotContainIgnoringCase("location: //");
      assertThat(answer).doesNotContainIgnoringCase("location: http");
      assertThat(answer).doesNotContainIgnoringCase("\r\nset-cookie");
    }
  }
}
