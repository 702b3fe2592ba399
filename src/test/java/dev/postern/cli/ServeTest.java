package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestPostgres;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
  private static final String MASTER_KEY = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

  @TempDir Path folder;

  @Test
  void everything_that_is_wrong_is_told_at_once() throws Exception {
    var environment =
        Map.of(
            "POSTERN_DATABASE_URL", "mysql://db/app",
            "POSTERN_LOG_LEVEL", "loud",
            "POSTERN_PROT", "8101");

    try (var serve = PosternProcess.start(Release.shared().script(), environment, "serve")) {
      assertThat(serve.exitCode()).isEqualTo(1);
      assertThat(serve.said())
          .isEqualTo(
              """
              The configuration has to be corrected:
                POSTERN_PUBLIC_URL must be set in production. Example: https://auth.example.com
                POSTERN_DATABASE_URL must start with postgres:// or postgresql://. \
              Example: postgres://user:password@host:5432/database
                POSTERN_MASTER_KEY must be set with a database of your own. \
              Example: the output of: openssl rand -base64 32
                POSTERN_LOG_LEVEL must be error or warn or info or debug or trace. Example: info
                POSTERN_PROT is not known; perhaps POSTERN_PORT was meant.
              """);
    }
  }

  @Test
  void a_port_that_is_taken_is_named_before_anything_is_made() throws Exception {
    var data = folder.resolve("untouched");
    try (var taken = new ServerSocket(0);
        var dev = start(Map.of("POSTERN_DATA", data.toString()), taken.getLocalPort(), "dev")) {
      assertThat(dev.exitCode()).isEqualTo(1);
      assertThat(dev.said())
          .isEqualTo(
              """
              Port %d of 127.0.0.1 is taken by another program, or may not be used by this user. \
              Stop that program, or set POSTERN_PORT to a free port, or POSTERN_ADDRESS to an \
              address of this machine.
              """
                  .formatted(taken.getLocalPort()));
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_made_is_told_in_words() throws Exception {
    var data = Files.createFile(folder.resolve("file")).resolve("data");
    var variables = Map.of("POSTERN_DATA", data.toString());
    try (var dev = start(variables, PosternProcess.freePort(), "dev")) {
      assertThat(dev.exitCode()).isEqualTo(1);
      assertThat(dev.said())
          .contains("cannot be started in %1$s: %1$s: Not a directory. Look for".formatted(data))
          .doesNotContain("java.nio");
    }
  }

  @Test
  void a_database_that_cannot_be_reached_is_named_without_its_password() throws Exception {
    var nowhere = PosternProcess.freePort();
    var url = "postgres://postern:hush-hush@127.0.0.1:%d/home".formatted(nowhere);
    try (var serve = start(production(url), PosternProcess.freePort(), "serve")) {
      assertThat(serve.exitCode()).isEqualTo(1);
      assertThat(serve.said())
          .contains("127.0.0.1:%d refuses connections".formatted(nowhere))
          .doesNotContain("hush-hush", "\tat ");
    }
  }

  @Test
  void it_lives_in_a_database_that_is_there_and_verbs_work_beside_it() throws Exception {
    var home = production(TestPostgres.shared().newDatabaseUrl());
    var port = PosternProcess.freePort();
    try (var serve = start(home, port, "serve").untilReady(port)) {
      var keys = verb(home, port, "project", "create", "Acme", "--database", "home");
      assertThat(keys).contains("STACK_PROJECT_ID=", "STACK_SECRET_SERVER_KEY=ssk_");

      var id = keys.replaceAll("(?s).*STACK_PROJECT_ID=(\\S+).*", "$1");
      assertThat(verb(home, port, "project", "list")).containsPattern(id + "  Acme +home");
      assertThat(verb(home, port, "keys", "create", id)).contains("STACK_PROJECT_ID=" + id);
      assertThat(verb(home, port, "migrate")).startsWith("home      current");
      assertThat(verb(home, port, "doctor")).contains("ok     master key").doesNotContain("WRONG");
      serve.stop();
    }
  }

  private static String verb(Map<String, String> home, int port, String... words) throws Exception {
    try (var verb = start(home, port, words)) {
      assertThat(verb.exitCode()).as(verb.said()).isZero();
      return verb.said();
    }
  }

  private static Map<String, String> production(String databaseUrl) {
    return Map.of(
        "POSTERN_DATABASE_URL", databaseUrl,
        "POSTERN_MASTER_KEY", MASTER_KEY,
        "POSTERN_PUBLIC_URL", "https://auth.acme.test");
  }

  private static PosternProcess start(Map<String, String> variables, int port, String... words)
      throws Exception {
    var environment = new HashMap<>(variables);
    environment.put("POSTERN_PORT", String.valueOf(port));
    return PosternProcess.start(Release.shared().script(), environment, words);
  }
}
