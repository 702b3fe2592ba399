package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.config.BootstrapProject.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectsFileTest {
  private static final UUID ID = UUID.fromString("3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f");

  @TempDir Path folder;

  @Test
  void each_object_of_the_array_is_a_project() throws IOException {
    var projects =
        config(
                """
                [
                  {"id": "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f", "name": "Acme",
                   "database_url": "home", "secret_server_key": "ssk_1"},
                  {"id": "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f", "name": null}
                ]
                """)
            .projects();

    var noKeys = new ProjectKeys(Optional.empty(), Optional.empty(), Optional.empty());
    var secret = Optional.of(new Secret("ssk_1"));
    assertThat(projects)
        .containsExactly(
            new BootstrapProject(
                ID,
                "Acme",
                new Attachment.ToHome(),
                new ProjectKeys(Optional.empty(), secret, Optional.empty())),
            new BootstrapProject(ID, "Project", new Attachment.Detached(), noKeys));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() throws IOException {
    assertThat(
            complaints(
                """
                [
                  {"id": "one", "database_url": "mysql://db/app"},
                  {"name": "Acme"},
                  {},
                  "Acme",
                  {"id": "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f", "secret_servr_key": "ssk_1"}
                ]
                """))
        .containsExactly(
            "POSTERN_PROJECTS_FILE, project 1: id must be a UUID."
                + " Example: 3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f",
            "POSTERN_PROJECTS_FILE, project 1: database_url must start with postgres:// or"
                + " postgresql://. Example: home",
            "POSTERN_PROJECTS_FILE, project 2: id must be set beside the others of its kind."
                + " Example: 3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f",
            "POSTERN_PROJECTS_FILE, project 3: id must be set.",
            "POSTERN_PROJECTS_FILE, project 4: is no JSON object.",
            "POSTERN_PROJECTS_FILE, project 5: secret_servr_key is not known; perhaps"
                + " secret_server_key was meant.");
  }

  @Test
  void a_file_that_is_something_else_is_complained_of() throws IOException {
    assertThat(complaints("{}"))
        .containsExactly("POSTERN_PROJECTS_FILE names a file that holds no JSON array.");
    assertThat(complaints("[\n  {\"id\": }\n]"))
        .containsExactly("POSTERN_PROJECTS_FILE names a file that is no JSON: see line 2.");
  }

  private List<String> complaints(String json) {
    return catchThrowableOfType(ConfigurationProblem.class, () -> config(json)).complaints();
  }

  private Config config(String json) throws IOException {
    var file = Files.writeString(folder.resolve("projects.json"), json);
    return Config.from(Mode.DEV, Map.of("POSTERN_PROJECTS_FILE", file.toString()));
  }
}
