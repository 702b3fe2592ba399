package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Json;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestClient;
import dev.postern.server.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What a server says to a machine that collects its lines.
class JsonLogTest {
  private final String home = TestPostgres.shared().newDatabaseUrl();
  private final String database = home.replaceAll(".*/(.*)\\?.*", "$1");

  @Test
  void every_line_is_an_object_that_says_when_who_and_for_which_request() throws Exception {
    var port = PosternProcess.freePort();
    try (var serve = serve(port)) {
      var answer = askWhileHomeIsLocked(port);
      serve.stop();

      assertThat(answer.status()).isEqualTo(503);
      var lines = serve.logged().stream().map(Json::read).toList();
      assertThat(lines).isNotEmpty().allSatisfy(JsonLogTest::isComplete);
      assertThat(lines)
          .anySatisfy(line -> assertThat(text(line, "message")).startsWith("Serving https://"))
          .anySatisfy(line -> isOf(answer.header("x-stack-request-id").orElseThrow(), line));
    }
  }

  @Test
  void a_client_that_goes_away_leaves_no_line() throws Exception {
    var port = PosternProcess.freePort();
    try (var serve = serve(port)) {
      for (var time = 1; time <= 20; time++) {
        leave(port, "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
        leave(port, "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n");
        leave(port, "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200));
        leave(port, "GET /health HTT");
        leaveInPeace(port, "GET /health HTTP/1.1\r\nHost:");
        leaveInPeace(port, "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
        leave(port, "nonsense\r\n\r\n");
      }
      TestClient.of("http://127.0.0.1:" + port).get("/health").json(200);
      serve.stop();

      assertThat(serve.logged().stream().filter(line -> !line.contains("/health/ready")))
          .map(Json::read)
          .allSatisfy(line -> assertThat(text(line, "logger")).startsWith("dev.postern"))
          .allSatisfy(line -> assertThat(text(line, "level")).isEqualTo("INFO"));
    }
  }

  private PosternProcess serve(int port) throws IOException {
    var environment =
        Map.of(
            "POSTERN_DATABASE_URL", home,
            "POSTERN_MASTER_KEY", "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
            "POSTERN_PUBLIC_URL", "https://auth.acme.test",
            "POSTERN_LOG_FORMAT", "json",
            "POSTERN_PORT", String.valueOf(port));
    return PosternProcess.start(Release.shared().script(), environment, "serve").untilReady(port);
  }

  /// A request that has to wait for a lock longer than the server does.
  private TestAnswer askWhileHomeIsLocked(int port) throws SQLException {
    try (var locker = TestPostgres.shared().connect(database)) {
      locker.setAutoCommit(false);
      locker.createStatement().execute("LOCK TABLE postern_control.projects");
      return TestClient.of("http://127.0.0.1:" + port)
          .with("x-stack-access-type", "client")
          .with("x-stack-project-id", "6b9bbf0e-3f2a-4c59-9d55-1a2b3c4d5e6f")
          .get("/projects/current");
    }
  }

  /// Sends this and resets the connection while the server is at it.
  private static void leave(int port, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.setSoLinger(true, 0);
    }
  }

  /// Sends this, says that nothing more will come, and waits for what the server does then.
  private static void leaveInPeace(int port, String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
  }

  private static void isComplete(JsonNode line) {
    assertThat(Instant.parse(text(line, "time"))).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(text(line, "level")).isIn(List.of("INFO", "WARN", "ERROR"));
    assertThat(text(line, "logger")).contains(".");
    assertThat(text(line, "thread")).isNotNull();
    assertThat(text(line, "message")).isNotBlank();
  }

  private static void isOf(String request, JsonNode line) {
    assertThat(line.path("request_id").stringValue("")).isEqualTo(request);
    assertThat(text(line, "level")).isEqualTo("WARN");
  }

  private static String text(JsonNode line, String field) {
    return line.get(field).stringValue();
  }
}
