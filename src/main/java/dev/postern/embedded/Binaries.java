package dev.postern.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The programs of Postgres, unpacked into a folder of this disk.
record Binaries(Path home) {
  private static final String PREFIX = "binaries-";
  private static final int EXECUTABLE_BITS = 0111;

  /// Finds the binaries below `folder`, or unpacks them there. They get their name by the last
  /// step, so what has the name is whole, and whoever comes second finds the work done.
  static Binaries in(Path folder, Consumer<String> progress) throws IOException {
    var archive = Platform.ofThisMachine().archiveOnClassPath();
    var home = folder.resolve(PREFIX + fingerprint(archive));
    if (Files.isDirectory(home)) return new Binaries(home);

    try (var _ = FolderLock.waitFor(folder.resolve("binaries.lock"))) {
      if (Files.isDirectory(home)) return new Binaries(home);
      progress.accept("Unpacking Postgres, once, into " + home);
      deleteAllBinaries(folder);
      var unfinished = folder.resolve(home.getFileName() + ".unfinished");
      unpack(archive, unfinished);
      FileTree.force(unfinished);
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Binaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /// The first number of its version, within which the format of the data stays the same.
  String majorVersion() throws IOException {
    var text = Files.readString(home.resolve("lib/pkgconfig/libpq.pc"));
    return text.lines()
        .filter(line -> line.startsWith("Version:"))
        .map(line -> line.substring("Version:".length()).strip().split("\\.", 2)[0])
        .findFirst()
        .orElseThrow(() -> new IOException(home + " does not say which version it is"));
  }

  /// Tells one release from another without reading fifteen megabytes at every start.
  private static String fingerprint(URL archive) throws IOException {
    var connection = archive.openConnection();
    connection.setUseCaches(false);
    if (!(connection instanceof JarURLConnection jar)) {
      try (var _ = connection.getInputStream()) {
        return Long.toHexString(connection.getContentLengthLong());
      }
    }
    try (var file = jar.getJarFile()) {
      return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
    }
  }

  private static void deleteAllBinaries(Path folder) throws IOException {
    try (var old = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (var each : old) FileTree.delete(each);
    }
  }

  private static void unpack(URL archive, Path target) throws IOException {
    makeFolder(target);
    try (var raw = new BufferedInputStream(archive.openStream());
        var entries = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (isNeeded(entry.getName())) write(entry, entries, target);
      }
    }
  }

  /// What is there to build against Postgres is not needed to run it.
  private static boolean isNeeded(String name) {
    return !name.startsWith("include/") && !name.contains("/pgxs/") && !name.endsWith(".a");
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) throw new IOException(entry.getName() + " leads elsewhere");
    if (entry.isDirectory()) {
      makeFolder(path);
      return;
    }
    makeFolder(folderOf(path));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    allow(path, (entry.getMode() & EXECUTABLE_BITS) == 0 ? "rw-r--r--" : "rwxr-xr-x");
  }

  private static void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return;
    makeFolder(folderOf(folder));
    Files.createDirectory(folder);
    allow(folder, "rwxr-xr-x");
  }

  private static Path folderOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /// Set by hand, since a strict umask would close them to the account that Postgres runs as.
  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
