package dev.postern.db;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of migrations on the class path, and the number of its last one.
record MigrationFolder(String path, int latest) {
  private static final Pattern FILE = Pattern.compile("(\\d{4})_[a-z0-9_]+\\.sql");

  static MigrationFolder at(String path) {
    URL folder = MigrationFolder.class.getResource("/" + path);
    if (folder == null) throw new IllegalStateException("No folder " + path + " on the class path");
    try {
      int latest = folder.getProtocol().equals("jar") ? inJar(folder, path) : inDirectory(folder);
      return new MigrationFolder(path, latest);
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException("The folder " + path + " cannot be read", unreadable);
    }
  }

  private static int inDirectory(URL folder) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return latest(files.map(file -> file.getFileName().toString()));
    }
  }

  private static int inJar(URL folder, String path) throws IOException {
    String prefix = path + "/";
    var jar = ((JarURLConnection) folder.openConnection()).getJarFile();
    return latest(
        jar.stream()
            .map(entry -> entry.getName())
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length())));
  }

  private static int latest(Stream<String> names) {
    return names
        .map(FILE::matcher)
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseInt(name.group(1)))
        .max()
        .orElseThrow(() -> new IllegalStateException("A folder of migrations without migrations"));
  }
}
