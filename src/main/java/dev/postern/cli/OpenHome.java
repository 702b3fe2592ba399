package dev.postern.cli;

import dev.postern.bootstrap.Home;
import dev.postern.config.Config;
import dev.postern.config.Secret;
import dev.postern.config.Storage;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.embedded.EmbeddedPostgres;
import dev.postern.embedded.EmbeddedPostgres.Options;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Home while a verb uses it: a Postgres that is there, or ours, which is stopped with it.
record OpenHome(Home home, Optional<EmbeddedPostgres> ours) implements AutoCloseable {
  private static final String DATABASE = "postgres";

  /// For a server, which makes what is missing.
  static OpenHome serving(Config config, SecureToken tokens, Consumer<String> progress) {
    var storage = config.storage();
    var key = config.masterKey();
    if (storage.databaseUrl().isPresent())
      return at(storage.databaseUrl().get().value(), given(key));
    return starting(
        storage,
        progress,
        () ->
            key.isPresent() ? given(key) : MasterKey.readOrCreate(masterKeyFile(storage), tokens));
  }

  private static OpenHome starting(
      Storage storage, Consumer<String> progress, Supplier<MasterKey> masterKey) {
    var options = Options.durable(storage.data(), storage.postgresPort());
    var postgres = EmbeddedPostgres.start(options, progress);
    try {
      var where = ConnectionString.parse(postgres.url(DATABASE));
      return new OpenHome(new Home(where, masterKey.get()), Optional.of(postgres));
    } catch (RuntimeException failure) {
      postgres.close();
      throw failure;
    }
  }

  /// For a verb beside the server: uses the Postgres that the server runs, or starts it for as long
  /// as the verb takes. Makes no new home and no master key: what it sealed under one that the
  /// server does not have, nobody could open.
  static OpenHome visiting(Config config, Consumer<String> progress) {
    var storage = config.storage();
    var key = config.masterKey();
    if (storage.databaseUrl().isPresent())
      return at(storage.databaseUrl().get().value(), given(key));
    if (!EmbeddedPostgres.isIn(storage.data())) throw nothingIn(storage);
    var known = key.isPresent() ? given(key) : ofServer(storage);
    return EmbeddedPostgres.urlOfRunning(storage.data(), DATABASE)
        .map(url -> at(url, known))
        .orElseGet(() -> starting(storage, progress, () -> known));
  }

  private static OpenHome at(String url, MasterKey masterKey) {
    return new OpenHome(new Home(ConnectionString.parse(url), masterKey), Optional.empty());
  }

  /// The configuration has complained where it must be set and is not.
  private static MasterKey given(Optional<Secret> key) {
    return MasterKey.parse(key.orElseThrow().value());
  }

  private static MasterKey ofServer(Storage storage) {
    var file = masterKeyFile(storage);
    return MasterKey.read(file)
        .orElseThrow(() ->
            new Trouble(
                "There is a database in %s, but not its master key: %s is missing. Put it back, or"
                        .formatted(storage.data(), file)
                    + " set POSTERN_MASTER_KEY."));
  }

  static Path masterKeyFile(Storage storage) {
    return storage.data().resolve("master-key");
  }

  /// The connection by which databases are made.
  ConnectionString administrator(Config config) {
    return config
        .storage()
        .provisionUrl()
        .map(url -> ConnectionString.parse(url.value()))
        .orElse(home.where());
  }

  private static Trouble nothingIn(Storage storage) {
    return new Trouble(
        """
        There is no database in %s. Set POSTERN_DATABASE_URL to the one the server uses, or \
        POSTERN_DATA to its folder, or run ./postern dev once, which makes one.\
        """
            .formatted(storage.data()));
  }

  @Override
  public void close() {
    ours.ifPresent(EmbeddedPostgres::close);
  }
}
