package dev.postern.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.Unavailable;
import dev.postern.server.Eventually;
import dev.postern.server.RawConnection;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How much memory bodies may have together.
@WithServer
class IntakeTest {
  private static final String SIGN_IN = "/auth/password/sign-in";
  private static final String NOT_NOW = "Not available right now. Please try again.";
  private static final String NOBODY =
      "{\"email\": \"nobody@example.com\", \"password\": \"wrong horse battery\"}";

  @Test
  void large_bodies_that_never_end_leave_room_for_small_ones() throws IOException {
    List<RawConnection> slow = new ArrayList<>();
    try (var server = TestServer.start(Map.of())) {
      var client = server.newUnpublishedProject().client();
      var room = Math.max(20, Runtime.getRuntime().maxMemory() / 16 / BodySize.USUAL);
      for (var count = 0; count <= room; count++) slow.add(begin(server));

      var large = " ".repeat(BodySize.USUAL - NOBODY.length()) + NOBODY;
      Eventually.holds(() -> {
        var refused = client.post(SIGN_IN, large).answersText(503, NOT_NOW);
        assertThat(refused.header("retry-after")).contains("2");
      });
      client.post(SIGN_IN, NOBODY).refuses(new EmailPasswordMismatch());
      for (var connection : slow) connection.close();
    }
  }

  /// Sends as much of a body as the server takes without asking for room, and a little more.
  private static RawConnection begin(TestServer server) throws IOException {
    return RawConnection.to(server)
        .send(
            """
            POST /api/v1/auth/password/sign-in HTTP/1.1
            Host: x
            Content-Type: application/json
            Content-Length: %d

            %s\
            """
                .formatted(BodySize.USUAL, " ".repeat(20_000)));
  }

  @Test
  void what_becomes_large_takes_its_room_until_it_is_done() throws IOException {
    var intake = new Intake(0);
    var objects = "{},".repeat(100_000);

    try (var first = take(intake, objects)) {
      assertThat(first.bytes()).hasSize(300_000);
      assertThatThrownBy(() -> take(intake, objects)).isInstanceOf(Unavailable.class);
      take(intake, NOBODY).close();
    }
    take(intake, objects).close();
  }

  private static Intake.Taken take(Intake intake, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var form = new Intake.Form(bytes.length, "identity");
    return intake.take(new ByteArrayInputStream(bytes), form, BodySize.USUAL);
  }
}
