package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.embedded.EmbeddedPostgres.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// One after the other: each starts a server, and a dozen at once make all of them slow.
@Execution(ExecutionMode.SAME_THREAD)
class EmbeddedPostgresTest {
  private static MadeDatabase made;

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void make_a_database(@TempDir Path folder) {
    made = MadeDatabase.below(folder);
  }

  @BeforeEach
  void let_the_account_of_postgres_pass() {
    MadeDatabase.letOthersPass(folder);
  }

  @Test
  void it_keeps_what_was_committed_safe_and_sorts_alike_everywhere() throws SQLException {
    try (var postgres = start()) {
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW data_checksums")).isEqualTo("on");
      assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
          .isEqualTo("C.UTF-8");
      assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void nobody_comes_in_without_the_password() {
    try (var postgres = start()) {
      assertThatThrownBy(() -> ask(postgres, "wrong", "SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void the_password_is_for_the_owners_eyes() throws IOException {
    try (var postgres = startEmpty()) {
      var file = data().resolve("postgres-password");

      assertThat(file).hasContent(postgres.password());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(postgres.url("a b"))
          .isEqualTo(
              "postgres://postgres:%s@127.0.0.1:%d/a%%20b?sslmode=disable"
                  .formatted(postgres.password(), postgres.port()));
      assertThat(data().resolve("initdb-password")).doesNotExist();
    }
  }

  @Test
  void a_second_start_finds_the_data_again() throws SQLException {
    try (var postgres = startEmpty()) {
      ask(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (var postgres = start()) {
      assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
    }

    assertThat(progress).containsExactly("Making the database, once, in " + data("cluster"));
    assertThat(data("cluster").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void an_interrupted_initdb_is_done_again() throws Exception {
    Files.createDirectories(data("cluster.unfinished").resolve("base"));
    Files.writeString(data("cluster.unfinished").resolve("PG_VERSION"), "1");
    Files.writeString(data("initdb-password"), "left behind");
    MadeDatabase.letOthersPass(data());

    try (var postgres = startEmpty()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }

    assertThat(data("cluster.unfinished")).doesNotExist();
  }

  @Test
  void an_interrupted_unpack_is_done_again() throws Exception {
    Files.createDirectories(data("binaries-0.unfinished").resolve("bin"));
    Files.writeString(data("binaries-0.unfinished").resolve("bin/postgres"), "half of it");
    MadeDatabase.letOthersPass(data());
    var options = Options.durable(data(), 0);

    try (var postgres = EmbeddedPostgres.start(options, progress::add)) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }

    assertThat(progress.getFirst()).startsWith("Unpacking Postgres, once, into " + data());
    assertThat(data("binaries-0.unfinished")).doesNotExist();
  }

  @Test
  void a_port_that_is_taken_is_named_with_the_variable_that_moves_it() throws Exception {
    int port;
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = other.getLocalPort();
      assertThatThrownBy(() -> start(port))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageStartingWith("Port " + port + " of 127.0.0.1 is taken")
          .hasMessageEndingWith("set POSTERN_POSTGRES_PORT to a free port.");
    }

    try (var postgres = start(port)) {
      assertThat(postgres.port()).isEqualTo(port);
    }
  }

  @Test
  void a_folder_in_use_is_refused() {
    try (var _ = start()) {
      assertThatThrownBy(() -> start())
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageStartingWith(
              "The folder %s is in use by another Postern (process %d)."
                  .formatted(data(), ProcessHandle.current().pid()));
    }
  }

  @Test
  void data_of_another_major_version_is_refused_and_left_alone() throws IOException {
    start().close();
    Files.writeString(data("cluster").resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(() -> start())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("was written by Postgres 17, and this Postern brings Postgres 18")
        .hasMessageContaining("pg_dumpall of version 17");

    assertThat(data("cluster").resolve("PG_VERSION")).hasContent("17\n");
  }

  @Test
  void a_start_that_fails_shows_the_log_and_does_not_stop_the_next() throws Exception {
    start().close();
    var settings = data("cluster").resolve("postgresql.conf");
    var good = Files.readString(settings);
    Files.writeString(settings, "no_such_setting = 1\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> start())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("The end of " + data("postgres.log"))
        .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"")
        .hasMessageNotContaining("database system is shut down");

    Files.writeString(settings, good);
    start().close();
  }

  @Test
  void a_pid_file_whose_number_belongs_to_somebody_else_is_no_obstacle() throws Exception {
    start().close();
    var stale = "%d\n%s\n".formatted(ProcessHandle.current().pid(), data("cluster"));
    Files.writeString(data("cluster").resolve("postmaster.pid"), stale);

    try (var postgres = start()) {
      assertThat(ask(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void a_database_to_throw_away_leaves_no_folder_behind() throws Exception {
    var options = new Options(folder, MadeDatabase.BINARIES, 0, 20, Durability.THROW_AWAY);
    Files.createDirectories(folder.resolve("run-of-a-killed-process"));

    try (var postgres = EmbeddedPostgres.start(options, progress::add)) {
      assertThat(ask(postgres, "SHOW fsync")).isEqualTo("off");
      assertThat(folder.resolve("run-of-a-killed-process")).doesNotExist();
    }

    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("runs.lock"));
    }
  }

  /// Starts in this test's folder, with the database made before unless there is one already.
  private EmbeddedPostgres start() {
    return start(0);
  }

  private EmbeddedPostgres start(int port) {
    if (!Files.exists(data())) made.copyTo(data());
    return EmbeddedPostgres.start(MadeDatabase.options(data(), port), progress::add);
  }

  private EmbeddedPostgres startEmpty() {
    return EmbeddedPostgres.start(MadeDatabase.options(data(), 0), progress::add);
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path data(String name) {
    return data().resolve(name);
  }

  static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
    return ask(postgres, postgres.password(), question);
  }

  private static String ask(EmbeddedPostgres postgres, String password, String question)
      throws SQLException {
    var url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(postgres.port());
    try (var connection = DriverManager.getConnection(url, postgres.user(), password);
        var statement = connection.createStatement()) {
      if (!statement.execute(question)) return "";
      try (var rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
