package dev.postern.controlplane;

import static dev.postern.controlplane.ControlServer.ask;
import static dev.postern.controlplane.ControlServer.run;
import static dev.postern.controlplane.ControlServer.signUp;
import static dev.postern.controlplane.ControlServer.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.server.Eventually;
import dev.postern.server.TestClient;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The owner of a database that we made attaches code to `users_sync`, which is their table, to get
/// at the password hashes beside it. The code runs in our session while a user is written.
@TestInstance(Lifecycle.PER_CLASS)
class HostileOwnerTest {
  private static final String UNAVAILABLE = "Not available right now. Please try again.";

  private ControlServer server;

  @BeforeAll
  void start() {
    server = new ControlServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private record Target(String uri, TestClient client) {}

  /// A project with one user, whose hash is worth stealing, and a thief's tools.
  private Target target() throws SQLException {
    var project = server.newProject();
    var client = server.client(server.enableAuth(project).json(201));
    signUp(client, "ada@example.com").json(200);
    run(uri(project), Attack.TOOLS);
    return new Target(uri(project), client);
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void what_the_owner_attaches_gets_no_further_than_the_publisher(Attack attack) throws Exception {
    var target = target();
    run(target.uri(), attack.command);
    run(target.uri(), "DELETE FROM evil.runs");

    assertThat(signUp(target.client(), "bob@example.com").status())
        .isEqualTo(attack.outcome.status);
    useEverything(target);

    assertThat(ask(target.uri(), "SELECT count(*) FROM evil.loot")).isEqualTo("0");
    assertThat(
            ask(
                target.uri(),
                "SELECT coalesce(string_agg(DISTINCT who, ' '), 'nobody') FROM evil.runs"))
        .isEqualTo(attack.outcome.runners);
  }

  /// Whatever was left behind in a session of ours would be stepped on here.
  private static void useEverything(Target target) {
    Eventually.holds(() -> {
      for (int i = 0; i < 3; i++) {
        var session =
            target
                .client()
                .post(
                    "/auth/password/sign-in",
                    """
                    {"email": "ada@example.com", "password": "correct horse"}
                    """)
                .json(200);
        target
            .client()
            .with("x-stack-access-token", session.get("access_token").stringValue())
            .get("/users/me")
            .json(200);
      }
    });
  }

  @Test
  void a_user_whose_trigger_is_refused_is_not_made_and_can_be_made_without_it() throws Exception {
    var target = target();
    run(target.uri(), Attack.DEFERRED_TRIGGER.command);

    var refused = signUp(target.client(), "bob@example.com").answersText(503, UNAVAILABLE);

    assertThat(refused.header("retry-after")).isPresent();
    assertThat(ask(target.uri(), "SELECT count(*) FROM neon_auth.users_sync")).isEqualTo("1");
    run(target.uri(), "DROP TRIGGER fire ON neon_auth.users_sync");
    signUp(target.client(), "bob@example.com").json(200);
  }

  @Test
  void a_trigger_may_give_each_user_a_row_of_the_apps_own() throws Exception {
    var target = target();
    run(
        target.uri(),
        """
        CREATE TABLE public.profiles (
          user_id text PRIMARY KEY REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
          greeting text NOT NULL
        );
        CREATE FUNCTION public.welcome() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
            AS $$ BEGIN
                    INSERT INTO public.profiles VALUES (NEW.id, 'Hello ' || NEW.email);
                    RETURN NULL;
                  END $$;
        CREATE TRIGGER welcome AFTER INSERT ON neon_auth.users_sync
           FOR EACH ROW EXECUTE FUNCTION public.welcome()
        """);

    signUp(target.client(), "bob@example.com").json(200);

    assertThat(ask(target.uri(), "SELECT greeting FROM public.profiles"))
        .isEqualTo("Hello bob@example.com");
    run(target.uri(), "DELETE FROM neon_auth.users_sync WHERE email = 'bob@example.com'");
    assertThat(ask(target.uri(), "SELECT count(*) FROM public.profiles")).isEqualTo("0");
  }

  @Test
  void a_deferred_foreign_key_to_a_user_is_the_apps_own_business() throws Exception {
    var target = target();
    run(
        target.uri(),
        """
        CREATE TABLE public.orders (
          user_id text NOT NULL REFERENCES neon_auth.users_sync (id)
                                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX ON neon_auth.users_sync (lower(email))
        """);
    var bob = signUp(target.client(), "bob@example.com").json(200);
    run(target.uri(), "INSERT INTO public.orders SELECT id FROM neon_auth.users_sync");

    target
        .client()
        .with("x-stack-access-token", bob.get("access_token").stringValue())
        .patch("/users/me", "{\"display_name\": \"Bob\"}")
        .json(200);

    assertThat(ask(target.uri(), "SELECT count(*) FROM public.orders")).isEqualTo("2");
    assertThat(ask(target.uri(), "SELECT name FROM neon_auth.users_sync WHERE name <> ''"))
        .isEqualTo("Bob");
  }

  @Test
  void the_owner_takes_no_role_of_ours() throws Exception {
    var target = target();

    for (var role : new String[] {"publisher", "session"})
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() ->
              run(
                  target.uri(),
                  "DO $$ BEGIN EXECUTE 'SET ROLE ' || evil.%s(); END $$".formatted(role)))
          .withMessageContaining("permission denied to set role");
  }
}
