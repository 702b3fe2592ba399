package dev.postern.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A session that ends while it is in use. What the end was acknowledged for never gives a token
/// again.
@Isolated
@WithServer
class SessionRaceTest {

  @Test
  void nobody_refreshes_a_session_after_its_sign_out_was_acknowledged(TestServer server)
      throws Exception {
    var project = server.newProject();
    for (var round = 0; round < 15; round++) {
      var ada = project.signUp("ada-%d@example.com".formatted(round), "correct horse battery");
      race(
          project,
          ada,
          user -> project.client().as(user).delete("/auth/sessions/current").json(200));
    }
  }

  @Test
  void nobody_refreshes_a_session_after_its_user_was_deleted(TestServer server) throws Exception {
    var project = server.newProject();
    for (var round = 0; round < 15; round++) {
      var ada = project.signUp("ada-%d@example.com".formatted(round), "correct horse battery");
      race(project, ada, user -> project.server().delete("/users/" + user.id()).json(200));
    }
  }

  private static void race(TestProject project, TestUser user, Consumer<TestUser> end)
      throws Exception {
    var isOver = new AtomicBoolean();
    Callable<Integer> refreshing = () -> refreshUntilRefused(project, user, isOver);
    Callable<Integer> ending =
        () -> {
          end.accept(user);
          isOver.set(true);
          return 0;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(List.of(refreshing, refreshing, ending, refreshing)))
        assertThat(result.get()).isNotNegative();
    }
  }

  /// Refreshes until the session is over; no refresh that began after its end may succeed.
  private static int refreshUntilRefused(TestProject project, TestUser user, AtomicBoolean isOver) {
    for (var refreshed = 0; ; refreshed++) {
      var wasOver = isOver.get();
      var answer = refresh(project, user);
      if (answer.status() != 200) {
        answer.refuses(new RefreshTokenNotFoundOrExpired());
        return refreshed;
      }
      assertThat(wasOver).as("refreshed after the end").isFalse();
    }
  }

  private static TestAnswer refresh(TestProject project, TestUser user) {
    return project
        .client()
        .with("x-stack-refresh-token", user.refreshToken())
        .post("/auth/sessions/current/refresh");
  }
}
