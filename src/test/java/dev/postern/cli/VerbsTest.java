package dev.postern.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.server.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Verbs that work beside the server, on a database of the operator's own.
class VerbsTest {
  @TempDir Path data;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void describe() {
    environment.put("POSTERN_DATA", data.toString());
    environment.put("POSTERN_DATABASE_URL", TestPostgres.shared().newDatabaseUrl());
    environment.put("POSTERN_MASTER_KEY", MasterKey.generate(new SecureToken()).reveal());
    environment.put("POSTERN_PUBLIC_URL", "https://auth.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "project create Shop", "project list", "doctor", "psql"})
  void no_verb_makes_up_a_master_key(String verb) {
    environment.remove("POSTERN_MASTER_KEY");

    assertThat(run(verb)).isEqualTo(1);

    assertThat(out.toString(UTF_8) + err.toString(UTF_8))
        .contains("POSTERN_MASTER_KEY must be set with a database of your own");
    assertThat(data).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"project create Shop", "project list", "keys create x", "doctor"})
  void only_a_verb_that_says_so_migrates(String verb) throws SQLException {
    assertThat(run(verb)).isEqualTo(1);
    assertThat(out.toString(UTF_8) + err.toString(UTF_8)).contains("Say ./postern migrate");
    assertThat(homeIsMigrated()).isFalse();

    assertThat(run("migrate")).isZero();

    assertThat(homeIsMigrated()).isTrue();
    assertThat(run("project list")).isZero();
  }

  @Test
  void the_doctor_says_what_is_behind_and_which_key_opens_nothing() {
    run("doctor");
    assertThat(out.toString(UTF_8)).contains("WRONG  migrations ").doesNotContain("ok     migr");

    run("migrate");
    run("doctor");
    assertThat(out.toString(UTF_8)).contains("ok     migrations ", "WRONG  master key ");
  }

  @Test
  void a_restored_home_is_served_once_it_is_adopted() {
    run("migrate");
    var original = ConnectionString.parse(environment.get("POSTERN_DATABASE_URL"));
    environment.put(
        "POSTERN_DATABASE_URL", TestPostgres.shared().newDatabaseUrl(original.database()));
    assertThat(run("project list")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("./postern database adopt");

    assertThat(run("database adopt")).isZero();

    assertThat(run("project list")).isZero();
  }

  @Test
  void what_is_no_store_is_not_adopted() {
    assertThat(run("database adopt")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("There is nothing of Postern in ");
  }

  private boolean homeIsMigrated() throws SQLException {
    var home = ConnectionString.parse(environment.get("POSTERN_DATABASE_URL"));
    try (var connection = TestPostgres.shared().connect(home.database());
        var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT to_regclass('postern_control.home')")) {
      return found.next() && found.getString(1) != null;
    }
  }

  private int run(String verb) {
    out.reset();
    err.reset();
    var machine =
        new Machine(
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            Clock.system(),
            new SecureToken(),
            (_, _, _) -> {
              throw new IllegalStateException("No server is started here");
            });
    return new Postern(machine).run(List.of(verb.split(" ")));
  }
}
