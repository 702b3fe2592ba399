package dev.postern.mfa;

import static dev.postern.mfa.Authenticator.EMAIL;
import static dev.postern.mfa.Authenticator.PASSWORD;

import dev.postern.errors.CodeError.VerificationCodeExpired;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.server.MovableClock;
import dev.postern.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What time does to codes and attempts, on a server whose time stands still.
class TotpTimeTest {
  private final MovableClock clock = new MovableClock();
  private final TestServer server = TestServer.start(Map.of(), clock);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_code_is_good_within_a_step_of_its_own_and_never_after_a_newer_one() {
    var app = Authenticator.ofNewUser(server.newUnpublishedProject());
    var attempt = app.attempt();

    app.prove(attempt, app.code(-2, clock.now())).refuses(new InvalidTotpCode());
    app.prove(attempt, app.code(2, clock.now())).refuses(new InvalidTotpCode());
    app.prove(attempt, app.code(-1, clock.now())).json(200);
    app.prove(app.attempt(), app.code(1, clock.now())).json(200);

    app.prove(app.attempt(), app.code(0, clock.now())).refuses(new InvalidTotpCode());
    app.prove(app.attempt(), app.code(-1, clock.now())).refuses(new InvalidTotpCode());
    clock.advance(Duration.ofSeconds(30));
    app.prove(app.attempt(), app.code(1, clock.now())).json(200);
  }

  @Test
  void an_attempt_lives_for_five_minutes() {
    var project = server.newUnpublishedProject();
    var app = Authenticator.of(project, project.signUp(EMAIL, PASSWORD));
    var inTime = app.attempt();
    var tooLate = app.attempt();

    clock.advance(Duration.ofMinutes(5).minusMillis(1));
    app.prove(inTime, app.code(0, clock.now())).json(200);

    clock.advance(Duration.ofMillis(1));
    app.prove(tooLate, app.code(1, clock.now())).refuses(new VerificationCodeExpired());
    app.prove(inTime, app.code(1, clock.now())).refuses(new VerificationCodeExpired());
  }
}
