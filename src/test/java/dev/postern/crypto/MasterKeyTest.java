package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final String BASE64 = "+/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final SecureToken random = new SecureToken();

  @ParameterizedTest
  @ValueSource(
      strings = {
        BASE64,
        "-_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "  +/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
      })
  void base64_and_base64url_are_read(String text) {
    assertThat(MasterKey.parse(text).reveal()).isEqualTo(BASE64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "c2VjcmV0", "not base64 at all!", BASE64 + ","})
  void anything_else_is_refused_without_being_quoted(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MasterKey.parse(text))
        .withMessageStartingWith("A master key is base64 of 32 bytes")
        .withMessageNotContaining("ecret");
  }

  @Test
  void it_is_not_printed() {
    assertThat(MasterKey.parse(BASE64).toString()).isEqualTo("MasterKey[hidden]");
  }

  @Test
  void a_file_is_made_once_for_its_owner_alone(@TempDir Path folder) throws IOException {
    var file = folder.resolve("data").resolve("master.key");

    var made = MasterKey.readOrCreate(file, random);

    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(MasterKey.readOrCreate(file, random).reveal()).isEqualTo(made.reveal());
    try (var files = Files.list(file.resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void servers_that_start_at_once_agree_on_one_key(@TempDir Path folder)
      throws InterruptedException {
    var file = folder.resolve("master.key");
    var keys = ConcurrentHashMap.<String>newKeySet();
    var threads = new Thread[8];
    for (var i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofPlatform().start(() -> keys.add(MasterKey.readOrCreate(file, random).reveal()));
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(keys).hasSize(1);
  }
}
