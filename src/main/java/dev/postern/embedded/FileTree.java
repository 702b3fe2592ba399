package dev.postern.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// A folder and all that is in it. Symbolic links are never followed.
final class FileTree {
  private FileTree() {}

  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) return;
    for (var path : deepestFirst(root)) Files.deleteIfExists(path);
  }

  /// Has everything on the disk when it returns, so that a power failure finds files with content.
  static void force(Path root) throws IOException {
    for (var path : deepestFirst(root)) {
      if (Files.isSymbolicLink(path)) continue;
      try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// Every file before the folder it is in, the root last.
  static List<Path> deepestFirst(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths.toList().reversed();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
