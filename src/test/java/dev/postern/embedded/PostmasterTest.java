package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// As whom Postgres runs, and that it ends when Postern does. One after the other, as each starts
/// processes.
@Execution(ExecutionMode.SAME_THREAD)
class PostmasterTest {
  private static final int NOBODY = 65534;
  private static final Duration SOON = Duration.ofSeconds(10);

  private static MadeDatabase made;

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void make_a_database(@TempDir Path folder) {
    made = MadeDatabase.below(folder);
  }

  @BeforeEach
  void copy_the_database() {
    MadeDatabase.letOthersPass(folder);
    made.copyTo(data());
  }

  @Test
  void it_stops_when_postern_is_killed() throws IOException {
    assumeTrue(SystemTools.ofThisMachine().setpriv() != null, "setpriv is not here");

    try (var child = ChildPostern.start(data(), binaries(), "all")) {
      var postgres = runningPostgres();
      child.kill();

      assertThat(Program.endsWithin(postgres, SOON)).isTrue();
      assertThat(data().resolve("postgres.log")).content().contains("database system is shut down");
    }
  }

  @Test
  void one_that_was_left_behind_is_stopped_by_the_next_start() throws Exception {
    try (var child = ChildPostern.start(data(), binaries(), "without setpriv")) {
      var orphan = runningPostgres();
      child.kill();
      assertThat(orphan.isAlive()).isTrue();

      try (var postgres = start(SystemTools.ofThisMachine())) {
        assertThat(Program.endsWithin(orphan, SOON)).isTrue();
        assertThat(EmbeddedPostgresTest.ask(postgres, "SELECT 1")).isEqualTo("1");
      }
    }
    assertThat(progress)
        .containsExactly("Stopped a Postgres that an earlier Postern had left running");
  }

  @Test
  void a_second_postern_on_one_folder_is_refused() throws IOException {
    try (var first = ChildPostern.start(data(), binaries(), "all")) {
      assertThatThrownBy(() -> start(SystemTools.ofThisMachine()))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessageStartingWith(
              "The folder %s is in use by another Postern (process %d)."
                  .formatted(data(), first.process().pid()));
      assertThat(runningPostgres().isAlive()).isTrue();
    }
  }

  @Test
  void it_has_a_session_of_its_own() throws IOException {
    for (var tools : List.of(SystemTools.ofThisMachine(), ChildPostern.withoutSetpriv())) {
      try (var _ = start(tools)) {
        assertThat(session(runningPostgres())).isEqualTo(runningPostgres().pid());
      }
    }
  }

  @Test
  void root_runs_it_as_nobody() throws Exception {
    assumeTrue(Account.weAreRoot(), "this test needs root");

    try (var _ = start(SystemTools.ofThisMachine())) {
      assertThat(Account.ownerOf(proc(runningPostgres()))).isEqualTo(NOBODY);
      assertThat(Account.ownerOf(data().resolve("cluster"))).isEqualTo(NOBODY);
    }
  }

  @Test
  void a_folder_that_only_root_can_reach_is_served_in_a_user_namespace() throws Exception {
    assumeTrue(Account.weAreRoot(), "this test needs root");
    MadeDatabase.allow(folder, "rwx------");

    try (var postgres = start(SystemTools.ofThisMachine())) {
      assertThat(EmbeddedPostgresTest.ask(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(Account.ownerOf(data().resolve("cluster"))).isZero();
    }

    MadeDatabase.allow(folder, "rwx--x--x");
    try (var _ = start(SystemTools.ofThisMachine())) {
      assertThat(Account.ownerOf(data().resolve("cluster/PG_VERSION"))).isEqualTo(NOBODY);
    }
  }

  @Test
  void where_there_is_no_user_namespace_such_a_folder_is_refused() throws IOException {
    assumeTrue(Account.weAreRoot(), "this test needs root");
    MadeDatabase.allow(folder, "rwx------");
    var all = SystemTools.ofThisMachine();
    var denied = new SystemTools(all.setpriv(), Path.of("/bin/false"), all.setsid(), all.perl());

    assertThatThrownBy(() -> start(denied))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("%s is closed to other users".formatted(folder))
        .hasMessageContaining("Set POSTERN_DATA=/var/lib/postern");
  }

  @Test
  void a_plain_user_runs_it_as_themselves(@TempDir Path copies) throws IOException {
    assumeTrue(Account.weAreRoot(), "whoever is not root runs all tests as a plain user");
    MadeDatabase.allow(copies, "rwxr-xr-x");
    MadeDatabase.allow(folder, "rwxrwxrwx");
    FileTree.delete(data());

    try (var child = ChildPostern.startAsPlainUser(data(), binaries(), copies)) {
      assertThat(child.port()).isPositive();
      assertThat(Account.ownerOf(proc(runningPostgres()))).isEqualTo(NOBODY);
      assertThat(Account.ownerOf(data())).isEqualTo(NOBODY);
    }
  }

  private EmbeddedPostgres start(SystemTools tools) {
    return EmbeddedPostgres.start(MadeDatabase.options(data(), 0), tools, progress::add);
  }

  private ProcessHandle runningPostgres() throws IOException {
    var noted = PidFile.read(data().resolve("cluster")).orElseThrow();
    return ProcessHandle.of(noted.pid()).orElseThrow();
  }

  /// The sixth word about a process, counted after its name in parentheses.
  private static long session(ProcessHandle process) throws IOException {
    var about = Files.readString(proc(process).resolve("stat"));
    return Long.parseLong(about.substring(about.indexOf(')') + 2).split(" ", -1)[3]);
  }

  private static Path proc(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static Path binaries() {
    return MadeDatabase.BINARIES;
  }
}
