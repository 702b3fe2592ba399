package dev.postern.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.LimitError.TooManyTries;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.server.MovableClock;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever has the password may begin any number of attempts, and guesses no more often for it.
class TotpLimitTest {
  private static final int MOST = 10;

  private final MovableClock clock = new MovableClock();
  private final TestServer server = TestServer.start(Map.of(), clock);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void ten_wrong_codes_in_ten_minutes_are_looked_at_and_then_not_even_the_right_one() {
    var app = Authenticator.ofNewUser(server.newProject());
    guess(app, MOST);
    clock.advance(Duration.ofMinutes(2));

    var refused = app.prove(app.attempt(), app.code(0, clock.now()));

    refused.refuses(new TooManyTries(0));
    assertThat(refused.header("retry-after")).contains("481");
    assertThat(refused.header("access-control-allow-origin")).contains("*");
    clock.advance(Duration.ofSeconds(481));
    app.prove(app.attempt(), app.code(0, clock.now())).json(200);
  }

  @Test
  void the_right_code_begins_a_new_count() {
    var app = Authenticator.ofNewUser(server.newProject());

    for (var time = 1; time <= 3; time++) {
      guess(app, MOST - 1);
      app.prove(app.attempt(), app.code(0, clock.now())).json(200);
      clock.advance(Duration.ofSeconds(30));
    }
  }

  @Test
  void one_user_is_not_limited_by_another_and_the_counters_go() {
    var project = server.newProject();
    var app = Authenticator.ofNewUser(project);
    guess(app, MOST);
    var other = Authenticator.ofNewUser(server.newProject());

    other.prove(other.attempt(), app.wrongCode()).refuses(new InvalidTotpCode());

    assertThat(counters(project)).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    project.finishJobs();
    assertThat(counters(project)).isZero();
  }

  private static void guess(Authenticator app, int times) {
    for (var time = 1; time <= times; time++)
      app.prove(app.attempt(), app.wrongCode()).refuses(new InvalidTotpCode());
  }

  private static int counters(TestProject project) {
    return project.sql("SELECT key FROM postern.limit_counters").size();
  }
}
