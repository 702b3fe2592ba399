package dev.postern.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemoveStaleAnonymousUsersTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final TestServer server = TestServer.start(Map.of(), now::get);

  @AfterEach
  void close() {
    server.close();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  @Test
  void anonymous_users_go_when_they_have_been_away_for_long() {
    var project = server.newProject(settings -> settings.put("users.publishAnonymousUsers", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var gone = project.signUpAnonymously();
    pass(Duration.ofDays(20));
    var active = project.signUpAnonymously();

    pass(Duration.ofDays(10).minusHours(1));
    project.finishJobs();
    assertThat(users(project)).contains(gone.id());

    pass(Duration.ofDays(1));
    project.finishJobs();
    assertThat(users(project)).containsExactlyInAnyOrder(ada.id(), active.id());
    assertThat(project.sql("SELECT id FROM neon_auth.users_sync WHERE deleted_at IS NOT NULL"))
        .singleElement()
        .satisfies(row -> assertThat(row.get("id").stringValue()).isEqualTo(gone.id()));
  }

  @Test
  void many_go_in_pages() {
    var project = server.newProject();
    project.signUpAnonymously();
    project.execute(
        """
        INSERT INTO postern.users (tenant_id, id, is_anonymous, signed_up_at, last_active_at)
        SELECT users.tenant_id, gen_random_uuid(), true, users.signed_up_at, users.last_active_at
          FROM postern.users
         CROSS JOIN generate_series(1, 250)
        """);

    pass(Duration.ofDays(31));
    project.finishJobs();

    assertThat(users(project)).isEmpty();
  }

  @Test
  void expired_sessions_and_old_events_go_too() {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    pass(Duration.ofDays(91));
    project.finishJobs();
    assertThat(project.sql("SELECT id FROM postern.events")).isEmpty();
    assertThat(project.sql("SELECT id FROM postern.sessions")).hasSize(1);

    pass(Duration.ofDays(366));
    project.finishJobs();
    assertThat(project.sql("SELECT id FROM postern.sessions")).isEmpty();
    assertThat(users(project)).containsExactly(ada.id());
  }

  private static List<String> users(TestProject project) {
    return project.sql("SELECT id FROM postern.users").stream()
        .map(row -> row.get("id").stringValue())
        .toList();
  }
}
