package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("golden")
class ConfigurationReferenceTest {
  private static final Path PAGE = Path.of("docs/generated/configuration.md");

  @Test
  void the_page_for_operators_is_up_to_date() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(PAGE.resolveSibling(""));
      Files.writeString(PAGE, ConfigurationReference.markdown());
    }

    assertThat(PAGE).content().isEqualTo(ConfigurationReference.markdown());
  }
}
