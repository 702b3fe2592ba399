package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   false, postgres-linux-x86_64.txz",
    "Linux,    aarch64, false, postgres-linux-arm_64.txz",
    "Linux,    amd64,   true,  postgres-linux-x86_64-alpine_linux.txz",
    "Mac OS X, x86_64,  false, postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, false, postgres-darwin-arm_64.txz",
  })
  void the_names_that_java_gives_lead_to_an_archive(
      String system, String processor, boolean alpine, String archive) {
    assertThat(Platform.of(system, processor, alpine).archive()).isEqualTo(archive);
  }

  @Test
  void a_platform_without_binaries_is_told_what_to_do() {
    assertThatThrownBy(() -> Platform.of("Plan 9", "mips", false).archiveOnClassPath())
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("This Postern brings no Postgres for plan 9 on mips")
        .hasMessageContaining("Set POSTERN_DATABASE_URL");
  }
}
