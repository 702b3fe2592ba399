package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The folder in which Postgres keeps its data, made once.
record Cluster(DataFolder data, Binaries binaries, Account account, SystemTools tools) {
  private static final Duration MADE_WITHIN = Duration.ofMinutes(3);

  /// Made beside its place and put there by the last step, so what is there is whole.
  void makeOrCheck(Durability durability, ServerLog log, Consumer<String> progress)
      throws IOException {
    if (Files.exists(data.cluster())) {
      check();
      return;
    }
    progress.accept("Making the database, once, in " + data.cluster());
    make(durability, log);
  }

  List<String> command(String program, List<String> arguments) {
    var words = new ArrayList<>(account.prefix(tools));
    words.add(binaries.program(program).toString());
    words.addAll(arguments);
    return words;
  }

  private void make(Durability durability, ServerLog log) throws IOException {
    var unfinished = data.root().resolve("cluster.unfinished");
    var password = data.root().resolve("initdb-password");
    FileTree.delete(unfinished);
    Files.createDirectory(unfinished);
    DataFolder.writeSecret(password, data.password());
    try {
      account.own(unfinished);
      account.own(password);
      initialize(unfinished, password, durability, log);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.move(unfinished, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Refuses data that these binaries cannot read, or that is not ours to read.
  private void check() throws IOException {
    var theirs = Files.readString(data.cluster().resolve("PG_VERSION")).strip();
    var ours = binaries.majorVersion();
    if (!theirs.equals(ours)) {
      throw new EmbeddedPostgresException(
          """
          The data in %s was written by Postgres %s, and this Postern brings Postgres %s, \
          which cannot read it. Nothing was changed. Start the Postern that wrote it, \
          dump its databases (pg_dumpall of version %s), stop it, move %s away, \
          start this Postern, and load the dump with psql.\
          """
              .formatted(data.cluster(), theirs, ours, theirs, data.cluster()));
    }
    account.own(data.cluster());
    var owner = Account.ownerOf(data.cluster());
    if (account == Account.OURSELVES && owner != Account.ourNumber()) {
      throw new EmbeddedPostgresException(
          """
          The data in %s belongs to the user with the number %d, who ran Postern here before. \
          Start Postern as root or as that user, or give the folder to the user who starts it now: \
          chown -R.\
          """
              .formatted(data.cluster(), owner));
    }
  }

  private void initialize(Path folder, Path password, Durability durability, ServerLog log)
      throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--pgdata=" + folder,
                "--username=" + EmbeddedPostgres.SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
    if (durability == Durability.THROW_AWAY) arguments.add("--no-sync");
    var exit = Program.run(command("initdb", arguments), log.appended(), MADE_WITHIN);
    if (exit.isPresent() && exit.getAsInt() == 0) return;
    throw new EmbeddedPostgresException(
        """
        The database could not be made in %s: initdb %s. \
        Remove the cause and start again; nothing needs to be deleted. %s\
        """
            .formatted(
                folder,
                exit.isPresent()
                    ? "failed"
                    : "did not end within " + MADE_WITHIN.toMinutes() + " minutes",
                log.tail()));
  }
}
