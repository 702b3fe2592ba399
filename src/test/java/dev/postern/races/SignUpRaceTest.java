package dev.postern.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Many sign-ups at once.
@Isolated
@WithServer
class SignUpRaceTest {
  private static final int THREADS = 16;

  @Test
  void no_reference_to_a_new_user_ever_fails(TestServer server) throws Exception {
    var project = server.newProject();
    project.execute(
        """
        CREATE TABLE public.todos (
          owner_id text NOT NULL REFERENCES neon_auth.users_sync (id)
        )
        """);

    List<Callable<Integer>> apps =
        IntStream.range(0, THREADS)
            .<Callable<Integer>>mapToObj(app -> () -> use(project, app))
            .toList();
    var made = 0;
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (var app : threads.invokeAll(apps)) made += app.get();
    }

    assertThat(made).isEqualTo(2_000);
    assertThat(project.sql("SELECT owner_id FROM public.todos")).hasSize(made);
    assertThat(project.sql("SELECT id FROM neon_auth.users_sync")).hasSize(made);
    // Two thousand equal answers are compared elsewhere.
    project.execute("DELETE FROM public.todos; DELETE FROM neon_auth.users_sync");
  }

  /// Signs users up and inserts a row for each with the very next statement, on a connection of its
  /// own.
  private static int use(TestProject project, int app) throws SQLException {
    try (var connection = project.connect();
        var insert = connection.prepareStatement("INSERT INTO public.todos VALUES (?)")) {
      for (var user = 0; user < 2_000 / THREADS; user++) {
        var email = "user-%d-%d@example.com".formatted(app, user);
        insert.setString(1, project.signUp(email, "correct horse battery").id());
        insert.executeUpdate();
      }
    }
    return 2_000 / THREADS;
  }

  @Test
  void one_address_makes_one_user_however_many_want_it(TestServer server) throws Exception {
    var project = server.newProject();
    var spellings = List.of("ada@example.com", "Ada@Example.com", "ADA@EXAMPLE.COM");

    List<Callable<TestAnswer>> signUps = new ArrayList<>();
    for (var i = 0; i < 100; i++) {
      var email = spellings.get(i % spellings.size());
      signUps.add(() -> signUp(project, email));
    }
    var made = new ArrayList<TestUser>();
    var refused = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(signUps)) {
        var code = answer.get().header("x-stack-known-error");
        if (code.isPresent()) refused.add(code.get());
        else made.add(TestUser.of(answer.get().json(200)));
      }
    }

    assertThat(made).hasSize(1);
    assertThat(refused).hasSize(99).containsOnly("USER_EMAIL_ALREADY_EXISTS");
    for (var table : List.of("users", "contact_channels", "passwords", "sessions"))
      assertThat(project.sql("SELECT * FROM postern." + table)).as(table).hasSize(1);
  }

  private static TestAnswer signUp(TestProject project, String email) {
    return project
        .client()
        .post(
            "/auth/password/sign-up",
            """
            {"email": "%s", "password": "%s horse battery"}
            """
                .formatted(email, email.toLowerCase(Locale.ROOT)));
  }
}
