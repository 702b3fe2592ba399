package dev.postern.embedded;

import dev.postern.crypto.SecureToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Where everything is that must be kept, or is kept to save time.
record DataFolder(Path root) {
  private static final int PASSWORD_BITS = 160;
  private static final String RUN = "run-";

  /// Makes it when it is missing.
  static DataFolder open(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      letAccountPass(path);
    }
    return new DataFolder(path.toRealPath());
  }

  /// Makes a new one below `parent`, for a database that is thrown away.
  static DataFolder fresh(Path parent) throws IOException {
    var path = Files.createTempDirectory(parent, RUN);
    letAccountPass(path);
    return new DataFolder(path.toRealPath());
  }

  /// Deletes those that `fresh` made for processes that were killed.
  static void sweep(Path parent) throws IOException {
    try (var runs = Files.newDirectoryStream(parent, RUN + "*")) {
      for (var run : runs) {
        var abandoned = new DataFolder(run);
        try (var lock = FolderLock.take(abandoned.lockFile()).orElse(null)) {
          if (lock == null) continue;
          Postmaster.stopOrphan(abandoned.cluster());
          FileTree.delete(run);
        }
      }
    }
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  Path lockFile() {
    return root.resolve("lock");
  }

  Path logFile() {
    return root.resolve("postgres.log");
  }

  Path passwordFile() {
    return root.resolve("postgres-password");
  }

  /// The lock, or a refusal that names who has it.
  FolderLock lock() throws IOException {
    var lock = FolderLock.take(lockFile());
    if (lock.isPresent()) return lock.get();
    throw new EmbeddedPostgresException(
        """
        The folder %s is in use by another Postern (process %s). \
        Stop that one, or set POSTERN_DATA to another folder. \
        Several Posterns work on one database by POSTERN_DATABASE_URL.\
        """
            .formatted(root, FolderLock.holder(lockFile())));
  }

  /// The password of the superuser, made at the first start.
  String password() throws IOException {
    if (!Files.exists(passwordFile())) {
      if (Files.exists(cluster())) throw passwordIsMissing();
      var unfinished = Path.of(passwordFile() + ".unfinished");
      writeSecret(unfinished, new SecureToken().token(PASSWORD_BITS));
      Files.move(unfinished, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(passwordFile()).strip();
  }

  static void writeSecret(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    var onlyUs = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(onlyUs));
    Files.writeString(file, secret);
  }

  /// What is secret in it is closed by itself: if we are root, another user must be able to pass.
  private static void letAccountPass(Path path) throws IOException {
    var permissions = Account.weAreRoot() ? "rwx--x--x" : "rwx------";
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private EmbeddedPostgresException passwordIsMissing() {
    return new EmbeddedPostgresException(
        """
        The database in %s is there, but the password of its superuser, %s, is not. \
        Put that file back from a backup of the folder.\
        """
            .formatted(cluster(), passwordFile()));
  }
}
