package dev.postern.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// A release as an operator unpacks it, made of what this test run has compiled.
record Release(Path folder) {
  private static final Path CLONE = Path.of("").toAbsolutePath();

  private static final class Unpacked {
    static final Release RELEASE = unpackedIn(CLONE.resolve("target/a release"));
  }

  /// The one that all tests use.
  static Release shared() {
    return Unpacked.RELEASE;
  }

  private static Release unpackedIn(Path folder) {
    try {
      Files.createDirectories(folder.resolve("lib"));
      Files.createDirectories(folder.resolve("scripts"));
      for (var file : List.of("postern", "scripts/jdk.sh"))
        Files.copy(CLONE.resolve(file), folder.resolve(file), REPLACE_EXISTING);
      for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1))
        add(Path.of(entry), folder.resolve("lib"));
      return new Release(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void add(Path source, Path libraries) throws IOException {
    if (source.endsWith("test-classes")) return;
    if (Files.isDirectory(source)) {
      pack(source, libraries.resolve("postern.jar"));
      return;
    }
    var library = libraries.resolve(source.getFileName());
    if (!Files.exists(library)) Files.createSymbolicLink(library, source);
  }

  Path script() {
    return folder.resolve("postern");
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (var file : files.filter(file -> !file.equals(classes)).toList()) {
        var isFolder = Files.isDirectory(file);
        out.putNextEntry(new ZipEntry(classes.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
