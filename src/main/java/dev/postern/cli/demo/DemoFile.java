package dev.postern.cli.demo;

import dev.postern.databases.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the secrets of the demo project are kept between starts: an `.env.local` for Next.js,
/// which only its owner may read.
public record DemoFile(Path path) {
  private static final String PUBLISHABLE_KEY = "NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY";
  private static final String SECRET_KEY = "STACK_SECRET_SERVER_KEY";
  private static final String DATABASE_URL = "DATABASE_URL";

  /// What nobody else has in clear.
  public record Secrets(String publishableKey, String secretKey, String databasePassword) {
    @Override
    public String toString() {
      return "Secrets[hidden]";
    }
  }

  /// The file in a data folder.
  public static DemoFile in(Path data) {
    return new DemoFile(data.resolve("demo.env"));
  }

  /// The lines for Next.js.
  static String lines(Secrets secrets, URI publicUrl, DatabaseAddress database) {
    return """
    NEXT_PUBLIC_STACK_API_URL=%s
    NEXT_PUBLIC_STACK_PROJECT_ID=%s
    %s=%s
    %s=%s
    %s=%s
    """
        .formatted(
            publicUrl,
            Demo.PROJECT,
            PUBLISHABLE_KEY,
            secrets.publishableKey(),
            SECRET_KEY,
            secrets.secretKey(),
            DATABASE_URL,
            database.uri());
  }

  /// The secrets, where the file is there and whole.
  Optional<Secrets> read() {
    if (!Files.isReadable(path)) return Optional.empty();
    try {
      var found =
          Files.readString(path)
              .lines()
              .map(line -> line.split("=", 2))
              .filter(pair -> pair.length == 2)
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
      return secrets(found);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<Secrets> secrets(Map<String, String> found) {
    var publishable = found.get(PUBLISHABLE_KEY);
    var secret = found.get(SECRET_KEY);
    var user = Optional.ofNullable(found.get(DATABASE_URL)).map(URI::create).map(URI::getUserInfo);
    if (publishable == null || secret == null || user.isEmpty()) return Optional.empty();
    var parts = user.get().split(":", 2);
    if (parts.length < 2) return Optional.empty();
    return Optional.of(new Secrets(publishable, secret, parts[1]));
  }

  void write(Secrets secrets, URI publicUrl, DatabaseAddress database) {
    try {
      Files.createDirectories(path.toAbsolutePath().resolveSibling(""));
      var draft = path.resolveSibling(path.getFileName() + ".unfinished");
      Files.deleteIfExists(draft);
      var ownerOnly = PosixFilePermissions.fromString("rw-------");
      Files.createFile(draft, PosixFilePermissions.asFileAttribute(ownerOnly));
      Files.writeString(draft, lines(secrets, publicUrl, database));
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
