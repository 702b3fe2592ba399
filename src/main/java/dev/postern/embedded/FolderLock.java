package dev.postern.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The right to be the only one in a folder, kept in a file of it, and lost with the process.
final class FolderLock implements AutoCloseable {
  /// Such a lock belongs to the process, and closing *any* channel on its file gives it up, so a
  /// second attempt in the same process must be refused before it opens the file.
  private static final Set<Path> HELD_BY_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private static final Duration OTHERS_ARE_DONE_WITHIN = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes the lock, or is empty when somebody has it.
  static Optional<FolderLock> take(Path file) throws IOException {
    if (!HELD_BY_THIS_PROCESS.add(file)) return Optional.empty();
    var taken = false;
    try {
      var lock = open(file);
      taken = lock.isPresent();
      return lock;
    } finally {
      if (!taken) HELD_BY_THIS_PROCESS.remove(file);
    }
  }

  /// Takes the lock as soon as whoever has it is done with a piece of work that ends soon.
  static FolderLock waitFor(Path file) throws IOException {
    var deadline = System.nanoTime() + OTHERS_ARE_DONE_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      var lock = take(file);
      if (lock.isPresent()) return lock.get();
      LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
    }
    throw new EmbeddedPostgresException(
        """
        Another process (%s) has been preparing Postgres in %s for two minutes. \
        Stop that process and start again.\
        """
            .formatted(holder(file), file.getParent()));
  }

  /// The number of the process that has the lock, as far as it can be told.
  static String holder(Path file) throws IOException {
    var ours = ProcessHandle.current().pid();
    if (HELD_BY_THIS_PROCESS.contains(file)) return Long.toString(ours);
    return Files.readString(file).strip();
  }

  private static Optional<FolderLock> open(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return Optional.of(new FolderLock(file, channel));
      }
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_BY_THIS_PROCESS.remove(file);
    }
  }
}
