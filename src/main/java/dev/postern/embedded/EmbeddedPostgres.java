package dev.postern.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A Postgres of our own, which runs while this object is open and no longer than this process.
public final class EmbeddedPostgres implements AutoCloseable {
  /// Where it listens unless told otherwise, so that a `psql` finds it again after a restart.
  public static final int DEFAULT_PORT = 8102;

  static final String SUPERUSER = "postgres";

  private static final int TRIES_FOR_A_FREE_PORT = 3;

  private final Claim claim;
  private final Postmaster postmaster;
  private final int port;
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// How it is run. `binaries` is the folder that the programs are unpacked into; `port` 0 is any
  /// free port.
  public record Options(
      Path data, Path binaries, int port, int maxConnections, Durability durability) {

    /// A database to be kept, all of it in one folder.
    public static Options durable(Path data, int port) {
      return new Options(data, data, port, 200, Durability.DURABLE);
    }

    /// A database for one run of tests: a new folder below this one, deleted when it is closed. The
    /// binaries stay for the next run.
    public static Options throwAway(Path folder) {
      return new Options(folder, folder, 0, 300, Durability.THROW_AWAY);
    }
  }

  /// A folder that is ours alone.
  private record Claim(DataFolder data, FolderLock lock, Durability durability) {
    static Claim of(Options options) throws IOException {
      if (options.durability() == Durability.DURABLE) {
        var data = DataFolder.open(options.data());
        return new Claim(data, data.lock(), Durability.DURABLE);
      }
      var parent = DataFolder.open(options.data()).root();
      try (var _ = FolderLock.waitFor(parent.resolve("runs.lock"))) {
        DataFolder.sweep(parent);
        var data = DataFolder.fresh(parent);
        return new Claim(data, data.lock(), Durability.THROW_AWAY);
      }
    }

    void release() throws IOException {
      try (var _ = lock) {
        if (durability == Durability.THROW_AWAY) FileTree.delete(data.root());
      }
    }
  }

  private EmbeddedPostgres(Claim claim, Postmaster postmaster, int port, String password) {
    this.claim = claim;
    this.postmaster = postmaster;
    this.port = port;
    this.password = password;
  }

  /// Unpacks, initializes and starts whatever of that is still to be done, tells the slow steps to
  /// `progress`, and returns when Postgres accepts connections.
  ///
  /// @throws EmbeddedPostgresException if that is not possible
  public static EmbeddedPostgres start(Options options, Consumer<String> progress) {
    return start(options, SystemTools.ofThisMachine(), progress);
  }

  static EmbeddedPostgres start(Options options, SystemTools tools, Consumer<String> progress) {
    try {
      var claim = Claim.of(options);
      try {
        return startIn(claim, options, tools, progress);
      } catch (IOException | RuntimeException e) {
        claim.release();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          """
          The embedded Postgres cannot be started in %s: %s. \
          Look for a full disk, for missing rights and for a file system that runs no programs \
          (noexec), or set POSTERN_DATA to another folder.\
          """
              .formatted(options.data(), FileTrouble.words(e)),
          e);
    }
  }

  public int port() {
    return port;
  }

  /// The name of the superuser.
  public String user() {
    return SUPERUSER;
  }

  public String password() {
    return password;
  }

  /// The connection string of a database, as libpq reads it. It holds the password.
  public String url(String database) {
    return url(database, password, port);
  }

  /// The connection string of a database of the Postgres that some Postern runs in this folder, if
  /// one does.
  public static Optional<String> urlOfRunning(Path folder, String database) {
    var data = new DataFolder(folder);
    try {
      var noted = PidFile.read(data.cluster()).filter(PidFile::isReady);
      if (noted.isEmpty() || ProcessHandle.of(noted.get().pid()).isEmpty()) return Optional.empty();
      return Optional.of(url(database, data.password(), noted.get().port()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Whether a database was made in this folder.
  public static boolean isIn(Path folder) {
    return Files.isDirectory(new DataFolder(folder).cluster());
  }

  private static String url(String database, String password, int port) {
    var name = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    return "postgres://%s:%s@%s:%d/%s?sslmode=disable"
        .formatted(SUPERUSER, password, LoopbackPort.HOST, port, name);
  }

  /// Stops Postgres and gives the folder free. Connections that are still open are ended.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) return;
    try {
      if (claim.durability() == Durability.DURABLE) postmaster.stop();
      else postmaster.stopAtOnce();
      claim.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres startIn(
      Claim claim, Options options, SystemTools tools, Consumer<String> progress)
      throws IOException {
    var data = claim.data();
    if (Postmaster.stopOrphan(data.cluster())) {
      progress.accept("Stopped a Postgres that an earlier Postern had left running");
    }
    var log = ServerLog.open(data.logFile());
    var binaries = Binaries.in(DataFolder.open(options.binaries()).root(), progress);
    var account = Account.choose(tools, binaries.program("postgres"), data.root());
    var cluster = new Cluster(data, binaries, account, tools);
    cluster.makeOrCheck(options.durability(), log, progress);
    return serve(claim, options, cluster, log);
  }

  private static EmbeddedPostgres serve(
      Claim claim, Options options, Cluster cluster, ServerLog log) throws IOException {
    if (options.port() != 0 && LoopbackPort.isTaken(options.port())) throw taken(options.port());
    var password = claim.data().password();
    for (var attempt = 1; ; attempt++) {
      var port = options.port() == 0 ? LoopbackPort.free() : options.port();
      var command = cluster.command("postgres", arguments(claim.data(), options, port));
      try {
        var postmaster = Postmaster.start(command, claim.data().cluster(), log);
        return new EmbeddedPostgres(claim, postmaster, port, password);
      } catch (EmbeddedPostgresException e) {
        var lostTheRace = options.port() == 0 && LoopbackPort.isTaken(port);
        if (!lostTheRace || attempt == TRIES_FOR_A_FREE_PORT) throw e;
      }
    }
  }

  private static List<String> arguments(DataFolder data, Options options, int port) {
    var settings = new ArrayList<>(options.durability().settings());
    settings.add("port=" + port);
    settings.add("listen_addresses=" + LoopbackPort.HOST);
    settings.add("unix_socket_directories=");
    settings.add("max_connections=" + options.maxConnections());
    // Its own log collector would keep the log open in one more process; what it writes is ours.
    settings.add("logging_collector=off");
    var arguments = new ArrayList<>(List.of("-D", data.cluster().toString()));
    settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    return arguments;
  }

  private static EmbeddedPostgresException taken(int port) {
    return new EmbeddedPostgresException(
        """
        Port %d of %s is taken by another program, so the embedded Postgres cannot listen there. \
        Stop that program, or set POSTERN_POSTGRES_PORT to a free port.\
        """
            .formatted(port, LoopbackPort.HOST));
  }
}
