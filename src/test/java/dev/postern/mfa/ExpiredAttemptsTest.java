package dev.postern.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.CodeError.VerificationCodeExpired;
import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.server.MovableClock;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of attempts that nobody ended.
class ExpiredAttemptsTest {
  private final MovableClock clock = new MovableClock();
  private final TestServer server = TestServer.start(Map.of(), clock);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void for_a_week_they_are_told_from_those_that_never_were() {
    var project = server.newProject();
    var app = Authenticator.ofNewUser(project);
    var attempt = app.attempt();

    for (var day = 1; day <= 7; day++) {
      clock.advance(Duration.ofDays(1));
      project.finishJobs();
      app.prove(attempt, app.code()).refuses(new VerificationCodeExpired());
    }
    clock.advance(Duration.ofDays(1));
    project.finishJobs();

    app.prove(attempt, app.code()).refuses(new VerificationCodeNotFound());
    assertThat(codes(project)).isZero();
  }

  @Test
  void many_go_in_pages() {
    var project = server.newProject();
    Authenticator.ofNewUser(project).attempt();
    project.execute(
        """
        INSERT INTO postern.codes
               (tenant_id, code_hash, tail_hash, kind, user_id, data, created_at, expires_at)
        SELECT tenant_id, sha256(CAST(CAST(n AS text) AS bytea)), tail_hash, kind, user_id, data,
               created_at, expires_at
          FROM postern.codes
         CROSS JOIN generate_series(1, 2500) AS n
        """);

    clock.advance(Duration.ofDays(8));
    project.finishJobs();

    assertThat(codes(project)).isZero();
  }

  private static int codes(TestProject project) {
    return project.sql("SELECT code_hash FROM postern.codes").size();
  }
}
