package dev.postern.embedded;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The system and processor that the binaries must have been built for.
record Platform(String system, String processor, boolean alpine) {

  static Platform ofThisMachine() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  /// From the names that Java gives them.
  static Platform of(String system, String processor, boolean alpine) {
    var name = system.toLowerCase(Locale.ROOT);
    return new Platform(
        name.startsWith("mac") ? "darwin" : name,
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> processor;
        },
        alpine);
  }

  /// The archive that runs here. One that was built for glibc does not start on Alpine.
  String archive() {
    return "postgres-%s-%s%s.txz".formatted(system, processor, alpine ? "-alpine_linux" : "");
  }

  URL archiveOnClassPath() {
    return Optional.ofNullable(Platform.class.getClassLoader().getResource(archive()))
        .orElseThrow(() ->
            new EmbeddedPostgresException(
                """
                This Postern brings no Postgres for %s on %s (%s is not on its class path). \
                Set POSTERN_DATABASE_URL to a Postgres of your own, version 14 or newer, \
                or add that archive to the folder lib.\
                """
                    .formatted(system, processor, archive())));
  }
}
