package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The process that serves a cluster.
record Postmaster(ProcessHandle process) {
  /// Long enough to read again what a crash left in the log of changes.
  private static final Duration READY_WITHIN = Duration.ofMinutes(5);

  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(5);
  private static final Duration FAST_STOP_WITHIN = Duration.ofMinutes(1);
  private static final Duration IMMEDIATE_STOP_WITHIN = Duration.ofSeconds(10);

  /// Starts it and waits until it accepts connections.
  static Postmaster start(List<String> command, Path cluster, ServerLog log) throws IOException {
    var postmaster = new Postmaster(launch(command, log).toHandle());
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      if (Program.endsWithin(postmaster.process, LOOK_AGAIN_AFTER)) {
        throw new EmbeddedPostgresException(
            "Postgres ended while it was starting; nothing is running now. " + log.tail());
      }
      if (postmaster.isReady(cluster)) return postmaster;
    }
    postmaster.stop();
    throw new EmbeddedPostgresException(
        "Postgres was not ready after %d minutes and was stopped. Start again to let it go on. %s"
            .formatted(READY_WITHIN.toMinutes(), log.tail()));
  }

  /// Stops one that an earlier Postern left behind, and removes a pid file whose number belongs to
  /// some other process by now. Only for who holds the folder's lock.
  static boolean stopOrphan(Path cluster) throws IOException {
    var noted = PidFile.read(cluster);
    if (noted.isEmpty()) return false;
    var process = ProcessHandle.of(noted.get().pid());
    if (process.isEmpty()) return false;
    if (!serves(process.get(), cluster, noted.get())) {
      Files.delete(PidFile.in(cluster));
      return false;
    }
    var orphan = new Postmaster(process.get());
    Program.signal(orphan.process, "INT");
    if (!orphan.isDoneWithin(FAST_STOP_WITHIN, cluster)) orphan.stopAtOnce();
    return true;
  }

  /// Ends connections and writes everything down (`INT`); what hangs is ended in a way that the
  /// next start repairs from the log of changes (`QUIT`).
  void stop() throws IOException {
    Program.signal(process, "INT");
    if (Program.endsWithin(process, FAST_STOP_WITHIN)) return;
    stopAtOnce();
  }

  /// For data that nobody needs any more.
  void stopAtOnce() throws IOException {
    Program.signal(process, "QUIT");
    if (Program.endsWithin(process, IMMEDIATE_STOP_WITHIN)) return;
    process.destroyForcibly();
    Program.endsWithin(process, IMMEDIATE_STOP_WITHIN);
  }

  /// A postmaster removes its pid file last of all. The process may stay in the list for ever,
  /// where nobody collects those whose parent is dead, as in many a container.
  private boolean isDoneWithin(Duration limit, Path cluster) throws IOException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      if (PidFile.read(cluster).isEmpty()) return true;
      if (Program.endsWithin(process, LOOK_AGAIN_AFTER)) return true;
    }
    return false;
  }

  private boolean isReady(Path cluster) throws IOException {
    var noted = PidFile.read(cluster);
    return noted.isPresent() && noted.get().pid() == process.pid() && noted.get().isReady();
  }

  /// The signal for a dead parent follows the thread that started the process, so that thread must
  /// live as long as both.
  private static Process launch(List<String> command, ServerLog log) throws IOException {
    var started = new CompletableFuture<Process>();
    Thread.ofPlatform()
        .name("embedded-postgres")
        .daemon()
        .start(() -> {
          try {
            started.complete(Program.start(command, log.appended()));
          } catch (IOException e) {
            started.completeExceptionally(e);
            return;
          }
          started.join().onExit().join();
        });
    try {
      return started.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  /// Whether it is this cluster's, and not one of another folder that was copied while it ran.
  private static boolean serves(ProcessHandle process, Path cluster, PidFile noted)
      throws IOException {
    var arguments = List.of(process.info().arguments().orElse(new String[0]));
    if (!arguments.contains(noted.cluster())) return false;
    var itsOwn = Path.of(noted.cluster());
    return Files.notExists(itsOwn) || Files.isSameFile(itsOwn, cluster);
  }
}
