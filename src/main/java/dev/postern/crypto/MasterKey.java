package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The key under which secrets are sealed, and those before it, which still open what they sealed.
public final class MasterKey {
  private static final int LENGTH = 32;

  private final List<byte[]> newestFirst;

  private MasterKey(List<byte[]> newestFirst) {
    this.newestFirst = newestFirst;
  }

  /// Base64 or base64url of 32 bytes; several are separated by commas, the newest first.
  ///
  /// @throws IllegalArgumentException without quoting the text, which is secret
  public static MasterKey parse(String text) {
    var keys = new ArrayList<byte[]>();
    for (var part : text.strip().split(",", -1)) {
      keys.add(decode(part.strip()));
    }
    return new MasterKey(List.copyOf(keys));
  }

  public static MasterKey generate(SecureToken random) {
    return new MasterKey(List.of(random.bytes(LENGTH)));
  }

  /// Reads the file, or makes one that only its owner may read. Of several servers that start at
  /// once, all end up with the same key.
  public static MasterKey readOrCreate(Path file, SecureToken random) {
    try {
      if (!Files.exists(file)) {
        create(file, generate(random));
      }
      return parse(Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException("The master key in " + file + " cannot be read.", failure);
    }
  }

  /// Reads the file where it is there.
  public static Optional<MasterKey> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException("The master key in " + file + " cannot be read.", failure);
    }
  }

  /// The text that [#parse] reads. Whoever has it can open everything.
  public String reveal() {
    return String.join(",", newestFirst.stream().map(Base64.getEncoder()::encodeToString).toList());
  }

  List<byte[]> newestFirst() {
    return newestFirst;
  }

  private static byte[] decode(String part) {
    byte[] key;
    try {
      key = Base64.getUrlDecoder().decode(part.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("A master key is base64 of 32 bytes; this is no base64.");
    }
    if (key.length != LENGTH) {
      throw new IllegalArgumentException(
          "A master key is base64 of 32 bytes; this one has %d.".formatted(key.length));
    }
    return key;
  }

  /// Written beside and then linked into place: the file is there whole or not at all, and never
  /// replaces one that another server wrote in the meantime.
  private static void create(Path file, MasterKey key) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
    var draft =
        file.resolveSibling(
            ".%s.%d.%d"
                .formatted(file.getFileName(), ProcessHandle.current().pid(), System.nanoTime()));
    try {
      var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel =
          FileChannel.open(draft, options, PosixFilePermissions.asFileAttribute(ownerOnly))) {
        channel.write(ByteBuffer.wrap((key.reveal() + "\n").getBytes(UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // Another server was faster; its key counts.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
