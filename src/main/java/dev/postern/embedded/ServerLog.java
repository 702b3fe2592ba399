package dev.postern.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// What Postgres writes while it is made, runs and stops. `from` is where this start's part begins.
record ServerLog(Path file, long from) {
  private static final long SET_ASIDE_AT = 16L * 1024 * 1024;
  private static final int TAIL_BYTES = 4096;
  private static final int TAIL_LINES = 15;

  static ServerLog open(Path file) throws IOException {
    if (!Files.exists(file)) create(file);
    if (Files.size(file) > SET_ASIDE_AT) {
      Files.move(file, Path.of(file + ".1"), StandardCopyOption.REPLACE_EXISTING);
      create(file);
    }
    return new ServerLog(file, Files.size(file));
  }

  Redirect appended() {
    return Redirect.appendTo(new File(file.toString()));
  }

  /// The last lines of this start, as the end of a message to the operator.
  String tail() throws IOException {
    try (var channel = FileChannel.open(file)) {
      var start = Math.max(from, channel.size() - TAIL_BYTES);
      var bytes = ByteBuffer.allocate((int) (channel.size() - start));
      channel.read(bytes, start);
      var lines = new String(bytes.array(), StandardCharsets.UTF_8).strip().lines().toList();
      var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "The end of %s:\n%s".formatted(file, String.join("\n", last));
    }
  }

  private static void create(Path file) throws IOException {
    var onlyUs = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyUs));
  }
}
