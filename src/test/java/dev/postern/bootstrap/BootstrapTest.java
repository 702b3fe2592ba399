package dev.postern.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.Server;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.errors.Refused;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.Project;
import dev.postern.server.TestPostgres;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final String ID = "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f";

  private final TestPostgres postgres = TestPostgres.shared();
  private final Home home =
      new Home(
          ConnectionString.parse(postgres.newDatabaseUrl()), MasterKey.generate(new SecureToken()));

  @Test
  void a_described_project_is_there_after_the_start_and_every_start_may_describe_it() {
    var environment =
        Map.of(
            "POSTERN_PROJECT_ID",
            ID,
            "POSTERN_PROJECT_NAME",
            "Acme",
            "POSTERN_PROJECT_DATABASE_URL",
            postgres.newDatabaseUrl(),
            "POSTERN_PROJECT_SECRET_SERVER_KEY",
            "ssk_first");

    for (var start = 1; start <= 2; start++) {
      var project = started(environment, ID).orElseThrow();
      assertThat(project.displayName()).isEqualTo("Acme");
      assertThat(project.publishes()).isTrue();
      assertThat(project.keySets()).hasSize(1);
      assertThat(project.accepts(Kind.SECRET_SERVER, "ssk_first", Instant.now())).isTrue();
    }
  }

  @Test
  void a_later_start_brings_the_project_into_its_new_form() {
    started(Map.of("POSTERN_PROJECT_ID", ID, "POSTERN_PROJECT_ADMIN_KEY", "sak_first"), ID);

    var project =
        started(
                Map.of(
                    "POSTERN_PROJECT_ID", ID,
                    "POSTERN_PROJECT_NAME", "Renamed",
                    "POSTERN_PROJECT_SECRET_SERVER_KEY", "ssk_second",
                    "POSTERN_PROJECT_ADMIN_KEY", "sak_first"),
                ID)
            .orElseThrow();

    assertThat(project.displayName()).isEqualTo("Renamed");
    assertThat(project.accepts(Kind.SUPER_SECRET_ADMIN, "sak_first", Instant.now())).isTrue();
    assertThat(project.accepts(Kind.SECRET_SERVER, "ssk_second", Instant.now())).isTrue();
  }

  @Test
  void a_project_may_be_published_in_home() {
    var environment = Map.of("POSTERN_PROJECT_ID", ID, "POSTERN_PROJECT_DATABASE_URL", "home");

    assertThat(started(environment, ID))
        .hasValueSatisfying(project -> {
          assertThat(project.publishes()).isTrue();
          assertThat(project.store().id())
              .isEqualTo(started(Map.of(), "internal").orElseThrow().store().id());
        });
  }

  @Test
  void a_database_that_is_down_at_a_later_start_does_not_stop_it() throws Exception {
    var database = postgres.newDatabaseUrl();
    var environment = Map.of("POSTERN_PROJECT_ID", ID, "POSTERN_PROJECT_DATABASE_URL", database);
    started(environment, ID);
    try (var connection = postgres.connect("postgres");
        var statement = connection.createStatement()) {
      var name = ConnectionString.parse(database).database();
      statement.execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
    }

    assertThat(started(environment, ID)).isPresent();
  }

  @Test
  void operators_may_sign_up_as_the_environment_says_now() {
    assertThat(allowsSignUp(Map.of())).isFalse();
    assertThat(allowsSignUp(Map.of("POSTERN_OPERATOR_SIGN_UP", "open"))).isTrue();
    assertThat(allowsSignUp(Map.of("POSTERN_OPERATOR_SIGN_UP", "invited"))).isFalse();
  }

  @Test
  void the_operators_project_has_the_keys_of_the_environment() {
    var environment = Map.of("POSTERN_INTERNAL_PUBLISHABLE_CLIENT_KEY", "pck_internal");

    var internal = started(environment, "internal").orElseThrow();

    assertThat(internal.accepts(Kind.PUBLISHABLE_CLIENT, "pck_internal", Instant.now())).isTrue();
  }

  @Test
  void a_key_of_another_project_is_refused_and_both_are_named() {
    started(Map.of("POSTERN_INTERNAL_SECRET_SERVER_KEY", "ssk_shared"), "internal");
    var environment =
        Map.of("POSTERN_PROJECT_ID", ID, "POSTERN_PROJECT_SECRET_SERVER_KEY", "ssk_shared");

    assertThatThrownBy(() -> started(environment, ID))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("project " + ID)
        .hasMessageContaining("project internal");
  }

  @Test
  void a_key_that_was_revoked_is_not_given_again() throws Exception {
    var environment =
        Map.of("POSTERN_PROJECT_ID", ID, "POSTERN_PROJECT_SECRET_SERVER_KEY", "ssk_first");
    started(environment, ID);
    try (var connection = postgres.connect(home.where().database());
        var statement = connection.createStatement()) {
      statement.execute("UPDATE postern_control.key_sets SET revoked_at = now()");
    }

    assertThatThrownBy(() -> started(environment, ID))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("was revoked or has expired");
  }

  private boolean allowsSignUp(Map<String, String> environment) {
    return started(environment, "internal").orElseThrow().settings().allowsSignUp();
  }

  /// Starts a server on home, looks at a project and stops it again.
  private Optional<Project> started(Map<String, String> environment, String project) {
    var all = new HashMap<>(environment);
    all.put("POSTERN_HASHING_MEMORY_KIB", "64");
    var watch = Server.Watch.of((_, _, _) -> {});
    try (var running = Server.start(Config.from(Mode.DEV, all), () -> home, 0, watch)) {
      return running.parts().projects().projects().find(project);
    }
  }
}
