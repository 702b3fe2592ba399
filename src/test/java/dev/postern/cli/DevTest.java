package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevTest {
  private static final String READY = "Ctrl-C stops everything";

  @TempDir Path folder;

  @Test
  void the_printed_request_signs_a_user_up_and_the_next_start_finds_them() throws Exception {
    var release = Release.shared();
    var environment = environment();
    String keys;
    String user;
    try (var dev = PosternProcess.start(release.script(), environment, "dev")) {
      dev.untilItSays(READY).untilReady(Integer.parseInt(environment.get("POSTERN_PORT")));
      keys = lines(dev.said(), "STACK_");
      user = signUp(dev.said());
      dev.stop();
    }
    assertThat(data().resolve("cluster/postmaster.pid")).doesNotExist();

    try (var dev = PosternProcess.start(release.script(), environment, "dev")) {
      dev.untilItSays(READY);
      assertThat(lines(dev.said(), "STACK_")).isEqualTo(keys);
      assertThat(publishedUser(dev.said())).isEqualTo(user);
      dev.stop();
    }
  }

  @Test
  void what_was_printed_is_in_a_file_for_its_owner_and_made_anew_when_lost() throws Exception {
    var release = Release.shared();
    var environment = environment();
    String first;
    try (var dev = PosternProcess.start(release.script(), environment, "dev")) {
      first = lines(dev.untilItSays(READY).said(), "NEXT_PUBLIC_");
      dev.stop();
    }
    var file = data().resolve("demo.env");
    assertThat(file).content().contains(first.lines().toList());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.delete(file);
    try (var dev = PosternProcess.start(release.script(), environment, "dev")) {
      dev.untilItSays(READY);
      assertThat(lines(dev.said(), "NEXT_PUBLIC_")).isNotEqualTo(first);
      assertThat(signUp(dev.said())).hasSize(36);
      dev.stop();
    }
  }

  @Test
  void it_is_ready_when_the_demo_is() throws Exception {
    var environment = environment();
    try (var dev = PosternProcess.start(Release.shared().script(), environment, "dev")) {
      dev.untilReady(Integer.parseInt(environment.get("POSTERN_PORT")));

      assertThat(data().resolve("demo.env")).content().contains("NEXT_PUBLIC_STACK_PROJECT_ID=");
      assertThat(doctor(environment, 0)).contains("fit for dev").doesNotContain("WRONG");
      assertThat(doctor(environment, 1, "--for", "serve"))
          .contains("WRONG  configuration    POSTERN_PUBLIC_URL must be set in production");
      dev.stop();
    }
  }

  private static String doctor(Map<String, String> environment, int exitCode, String... more)
      throws Exception {
    var words = Stream.concat(Stream.of("doctor"), Stream.of(more)).toArray(String[]::new);
    try (var doctor = PosternProcess.start(Release.shared().script(), environment, words)) {
      assertThat(doctor.exitCode()).as(doctor.said()).isEqualTo(exitCode);
      return doctor.said();
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Map<String, String> environment() throws IOException {
    // The folder of a test is closed, and Postgres may run as another user.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return Map.of(
        "POSTERN_DATA", data().toString(),
        "POSTERN_PORT", String.valueOf(PosternProcess.freePort()),
        "POSTERN_POSTGRES_PORT", String.valueOf(PosternProcess.freePort()));
  }

  private static String lines(String said, String word) {
    return said.lines()
        .map(String::strip)
        .filter(line -> line.contains(word) && line.contains("=") && !line.contains("import"))
        .collect(Collectors.joining("\n"));
  }

  /// Runs the printed request as it stands there and answers the id of the user it made.
  private static String signUp(String said) throws IOException {
    var from = said.indexOf("curl -s");
    var until = said.indexOf("'\n", said.indexOf(" -d ", from)) + 1;
    var curl = new ProcessBuilder("sh", "-c", said.substring(from, until)).start();
    var answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Json.read(answer).get("user_id").stringValue();
  }

  private static String publishedUser(String said) throws SQLException {
    var url = lines(said, "DATABASE_URL").replace("DATABASE_URL=", "");
    var parts = url.split("[:/@]+", -1);
    var jdbc = "jdbc:postgresql://%s:%s/%s".formatted(parts[3], parts[4], parts[5]);
    try (var connection = DriverManager.getConnection(jdbc, parts[1], parts[2]);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM neon_auth.users_sync")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
