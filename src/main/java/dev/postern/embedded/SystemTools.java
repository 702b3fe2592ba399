package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The programs of the operating system that are used where they exist.
record SystemTools(
    @Nullable Path setpriv, @Nullable Path unshare, @Nullable Path setsid, @Nullable Path perl) {

  /// The one program that every Unix has.
  static final String SHELL = "/bin/sh";

  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin");

  static SystemTools ofThisMachine() {
    return new SystemTools(findSetpriv(), find("unshare"), find("setsid"), find("perl"));
  }

  /// What makes a program the leader of its own session, so that Ctrl-C reaches only Postern. macOS
  /// has no `setsid`, but Perl.
  List<String> ownSession() {
    if (setsid != null) return List.of(setsid.toString());
    if (perl == null) return List.of();
    return List.of(perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec {$ARGV[0]} @ARGV");
  }

  private static @Nullable Path findSetpriv() {
    var setpriv = find("setpriv");
    // The one of BusyBox knows none of the options that matter here.
    return setpriv == null || isBusyBox(setpriv) ? null : setpriv;
  }

  private static @Nullable Path find(String name) {
    for (var folder : FOLDERS) {
      var program = Path.of(folder, name);
      if (Files.isExecutable(program)) return program;
    }
    return null;
  }

  private static boolean isBusyBox(Path program) {
    try {
      return program.toRealPath().endsWith("busybox");
    } catch (IOException _) {
      return false;
    }
  }
}
