package dev.postern.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidSecretServerKey;
import dev.postern.server.Eventually;
import dev.postern.server.MovableClock;
import dev.postern.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is served while home cannot be reached.
class HomeAwayTest {
  private static final String CURRENT = "/projects/current";

  @Test
  void what_is_in_memory_serves_for_a_minute_and_no_longer() throws SQLException {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var jwks = "/projects/%s/.well-known/jwks.json".formatted(project.id());
      project.server().get(CURRENT).json(200);
      server.nobody().get(jwks).json(200);

      server.closeHome(
          """
          UPDATE postern_control.key_sets SET revoked_at = now() WHERE project_id = '%s'
          """
              .formatted(project.id()));
      project.server().get(CURRENT).json(200);
      Eventually.holds(() -> {
        project.server().get(CURRENT);
        clock.advance(Duration.ofSeconds(61));
        assertThat(project.server().get(CURRENT).status()).isEqualTo(503);
      });
      server.nobody().get(jwks).json(200);

      server.openHome();
      Eventually.holds(
          () -> project.server().get(CURRENT).refuses(new InvalidSecretServerKey(project.id())));
    }
  }
}
