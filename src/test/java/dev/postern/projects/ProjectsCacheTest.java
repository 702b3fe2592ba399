package dev.postern.projects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.InvalidPublishableClientKey;
import dev.postern.errors.AccessError.InvalidSecretServerKey;
import dev.postern.server.Eventually;
import dev.postern.server.MovableClock;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What another node changes in home counts here as well, a moment later.
@WithServer
class ProjectsCacheTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";

  @Test
  void a_key_that_is_revoked_opens_nothing_any_more(TestServer server) {
    var project = server.newUnpublishedProject();
    project.server().post(SIGN_UP).json(200);

    server.executeInHome(
        """
        UPDATE postern_control.key_sets SET revoked_at = now() WHERE project_id = '%s';
        SELECT pg_notify('postern_changes', '%s')
        """
            .formatted(project.id(), project.id()));

    Eventually.holds(
        () -> project.server().post(SIGN_UP).refuses(new InvalidSecretServerKey(project.id())));
    project.client().post(SIGN_UP).refuses(new InvalidPublishableClientKey(project.id()));
  }

  @Test
  void a_setting_that_is_changed_counts(TestServer server) {
    var project = server.newUnpublishedProject();
    assertThat(signIn(project)).isEqualTo("EMAIL_PASSWORD_MISMATCH");

    project.set("auth.password.allowSignIn", false);
    Eventually.holds(
        () -> assertThat(signIn(project)).isEqualTo("PASSWORD_AUTHENTICATION_NOT_ENABLED"));

    project.set("auth.password.allowSignIn", true);
    Eventually.holds(() -> assertThat(signIn(project)).isEqualTo("EMAIL_PASSWORD_MISMATCH"));
  }

  /// Whoever changes a setting sees it obeyed by their very next request.
  @Test
  void a_setting_that_is_changed_here_counts_at_once(TestServer server) {
    var project = server.newUnpublishedProject();

    for (var change = 0; change < 100; change++) {
      project.changeSettings("{\"auth.password.allowSignIn\": false}");
      assertThat(signIn(project)).isEqualTo("PASSWORD_AUTHENTICATION_NOT_ENABLED");
      project.changeSettings("{\"auth.password.allowSignIn\": true}");
      assertThat(signIn(project)).isEqualTo("EMAIL_PASSWORD_MISMATCH");
    }
  }

  private static String signIn(TestProject project) {
    return project
        .client()
        .post(
            "/auth/password/sign-in",
            """
            {"email": "nobody@example.com", "password": "wrong horse battery"}
            """)
        .header("x-stack-known-error")
        .orElseThrow();
  }

  @Test
  void a_project_that_is_deleted_is_not_found_any_more(TestServer server) {
    var project = server.newUnpublishedProject();
    project.client().post(SIGN_UP).json(200);

    server.executeInHome(
        """
        UPDATE postern_control.projects SET state = 'deleting' WHERE id = '%s';
        SELECT pg_notify('postern_changes', '%s')
        """
            .formatted(project.id(), project.id()));

    Eventually.holds(() ->
        assertThat(project.client().post(SIGN_UP).header("x-stack-known-error"))
            .contains("CURRENT_PROJECT_NOT_FOUND"));
  }

  @Test
  void a_key_opens_nothing_after_its_time(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      project.client().post(SIGN_UP).json(200);

      clock.advance(NewKeySet.CENTURY.plus(Duration.ofHours(1)));

      project.client().post(SIGN_UP).refuses(new InvalidPublishableClientKey(project.id()));
      project.server().post(SIGN_UP).refuses(new InvalidSecretServerKey(project.id()));
    }
  }
}
