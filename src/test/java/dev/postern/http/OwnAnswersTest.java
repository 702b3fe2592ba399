package dev.postern.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.Server;
import dev.postern.bootstrap.Home;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.server.Eventually;
import dev.postern.server.RawConnection;
import dev.postern.server.TestClient;
import dev.postern.server.TestPostgres;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that no surface gives have the headers of the others.
@WithServer
class OwnAnswersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /health HTTP/9.9\nHost: x\n\n",
        "GET /health HTTP/1.1\nHost : x\n\n",
        "GET /health HTTP/1.1\n\n",
        "POST /api/v1/x HTTP/1.1\nHost: x\nContent-Length: ten\n\n"
      })
  void the_engine_says_no_like_everybody(String request, TestServer server) throws IOException {
    try (var connection = RawConnection.to(server)) {
      var answer = connection.send(request).sendNoMore().rest().toLowerCase(Locale.ROOT);

      assertThat(answer)
          .matches("(?s)http/1.1 [45].*")
          .contains("\r\nx-content-type-options: nosniff\r\n")
          .contains("\r\nx-frame-options: sameorigin\r\n")
          .contains("\r\nreferrer-policy: strict-origin-when-cross-origin\r\n")
          .contains("\r\ncross-origin-opener-policy: same-origin\r\n")
          .doesNotContain("<", "java", "helidon");
    }
  }

  @Test
  void a_node_that_is_starting_too() throws Exception {
    var home = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var found = new CompletableFuture<Home>();
    var port = freePort();
    var config = Config.from(Mode.DEV, Map.of());
    var watch = Server.Watch.of((_, _, _) -> {});
    var starting =
        CompletableFuture.supplyAsync(() -> Server.start(config, found::join, port, watch));
    try {
      Eventually.holds(() -> isRefused(port));
    } finally {
      found.complete(new Home(home, MasterKey.generate(new SecureToken())));
      starting.join().close();
    }
  }

  private static void isRefused(int port) {
    try {
      var answer = TestClient.of("http://127.0.0.1:" + port).get("/health");
      answer.answersText(503, "This node is starting.");
      assertThat(answer.header("x-content-type-options")).contains("nosniff");
      assertThat(answer.header("x-frame-options")).contains("SAMEORIGIN");
    } catch (UncheckedIOException notYet) {
      throw new AssertionError(notYet);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
