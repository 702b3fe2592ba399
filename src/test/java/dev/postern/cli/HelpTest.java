package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @TempDir static Path folder;
  private static Path script;

  @BeforeAll
  static void link() throws Exception {
    script = Files.createSymbolicLink(folder.resolve("link"), Release.shared().script());
  }

  @Test
  void help_names_every_verb() throws Exception {
    assertThat(said(0, "--help"))
        .contains(
            "dev ", "serve ", "migrate ", "project ", "keys ", "database ", "doctor ", "psql ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "serve", "migrate", "project create", "keys create", "doctor"})
  void every_verb_has_help_of_its_own(String verb) throws Exception {
    assertThat(said(0, (verb + " --help").split(" ", -1))).startsWith("Usage: ./postern " + verb);
  }

  @Test
  void a_verb_that_does_not_exist_is_refused() throws Exception {
    assertThat(said(2, "sevre")).contains("'sevre'").contains("serve");
  }

  @Test
  void a_group_of_verbs_shows_its_help() throws Exception {
    assertThat(said(2, "project")).contains("create", "list");
  }

  @Test
  void the_version_names_java_too() throws Exception {
    assertThat(said(0, "--version")).matches("Postern .+, Java \\d\\S+\\n");
  }

  @Test
  void where_no_database_is_a_verb_makes_none() throws Exception {
    var data = folder.resolve("nothing");
    var nowhere = Map.of("POSTERN_DATA", data.toString());
    try (var postern = PosternProcess.start(script, nowhere, "project", "list")) {
      assertThat(postern.exitCode()).isEqualTo(1);
      assertThat(postern.said()).startsWith("There is no database in " + data + ".");
    }
    assertThat(data).doesNotExist();
  }

  private static String said(int exitCode, String... arguments) throws Exception {
    try (var postern = PosternProcess.start(script, Map.of(), arguments)) {
      assertThat(postern.exitCode()).as(postern.said()).isEqualTo(exitCode);
      return postern.said();
    }
  }
}
