package dev.postern.mfa;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestAnswer;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Many at once.
@WithServer
class TotpRaceTest {

  @Test
  void of_two_who_bring_the_same_attempt_at_once_one_gets_in(TestServer server) throws Exception {
    var project = server.newProject();
    var app = Authenticator.ofNewUser(project);
    var attempt = app.attempt();
    var code = app.code();

    var statuses = statuses(atOnce(2, () -> app.prove(attempt, code)));

    assertThat(statuses).isEqualTo(Map.of(200, 1L, 409, 1L));
    assertThat(project.sql("SELECT id FROM postern.sessions")).hasSize(2);
  }

  @Test
  void of_two_who_bring_the_same_code_at_once_one_gets_in(TestServer server) throws Exception {
    var app = Authenticator.ofNewUser(server.newProject());
    var code = app.code();

    var statuses = statuses(atOnce(2, () -> app.prove(app.attempt(), code)));

    assertThat(statuses).isEqualTo(Map.of(200, 1L, 400, 1L));
  }

  @Test
  void of_many_guesses_at_once_ten_are_looked_at(TestServer server) throws Exception {
    var app = Authenticator.ofNewUser(server.newProject());
    var attempt = app.attempt();
    var wrong = app.wrongCode();

    var answers = atOnce(60, () -> app.prove(attempt, wrong));

    assertThat(knownErrors(answers))
        .isEqualTo(
            Map.of(
                "INVALID_TOTP_CODE", 10L, "", 10L, "VERIFICATION_CODE_MAX_ATTEMPTS_REACHED", 40L));
  }

  @Test
  void however_many_attempts_are_begun_ten_guesses_are_looked_at(TestServer server)
      throws Exception {
    var app = Authenticator.ofNewUser(server.newProject());
    var wrong = app.wrongCode();
    var attempts = new ConcurrentLinkedQueue<String>();
    for (var begun = 0; begun < 100; begun++) attempts.add(app.attempt());

    var answers = atOnce(100, () -> app.prove(attempts.remove(), wrong));

    assertThat(statuses(answers)).isEqualTo(Map.of(400, 10L, 429, 90L));
    assertThat(knownErrors(answers)).isEqualTo(Map.of("INVALID_TOTP_CODE", 10L, "", 90L));
  }

  private static List<TestAnswer> atOnce(int count, Callable<TestAnswer> call) throws Exception {
    try (var threads = Executors.newFixedThreadPool(count)) {
      var calls = IntStream.range(0, count).mapToObj(_ -> call).toList();
      List<TestAnswer> answers = new ArrayList<>();
      for (var answer : threads.invokeAll(calls)) answers.add(answer.get());
      return answers;
    }
  }

  private static Map<Integer, Long> statuses(List<TestAnswer> answers) {
    return answers.stream().collect(groupingBy(TestAnswer::status, counting()));
  }

  private static Map<String, Long> knownErrors(List<TestAnswer> answers) {
    return answers.stream()
        .collect(groupingBy(answer -> answer.header("x-stack-known-error").orElse(""), counting()));
  }
}
