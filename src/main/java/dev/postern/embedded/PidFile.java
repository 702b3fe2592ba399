package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a postmaster notes in its cluster while it runs (`postmaster.pid`).
record PidFile(long pid, String cluster, int port, String status) {
  private static final int PID = 0;
  private static final int CLUSTER = 1;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /// Empty when there is none, or one that is not written to its end yet.
  static Optional<PidFile> read(Path cluster) throws IOException {
    try {
      var lines = Files.readAllLines(in(cluster));
      if (lines.size() <= CLUSTER) return Optional.empty();
      return Optional.of(parse(lines));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static PidFile parse(List<String> lines) throws IOException {
    try {
      var status = lines.size() > STATUS ? lines.get(STATUS).strip() : "starting";
      var port = lines.size() > PORT ? Integer.parseInt(lines.get(PORT).strip()) : 0;
      return new PidFile(Long.parseLong(lines.get(PID).strip()), lines.get(CLUSTER), port, status);
    } catch (NumberFormatException e) {
      throw new IOException("postmaster.pid has a word where a number belongs", e);
    }
  }

  boolean isReady() {
    return status.equals("ready");
  }
}
