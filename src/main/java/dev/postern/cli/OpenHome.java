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

/// Home while a verb uses it: a Postgres that is there, or ours, which is stopped with it.
record OpenHome(Home home, Optional<EmbeddedPostgres> ours) implements AutoCloseable {
  private static final String DATABASE = "postgres";

  /// For a server, which makes what is missing.
  static OpenHome serving(Config config, SecureToken tokens, Consumer<String> progress) {
    var storage = config.storage();
    if (storage.databaseUrl().isPresent())
      return at(storage.databaseUrl().get().value(), config, tokens);
    var options = Options.durable(storage.data(), storage.postgresPort());
    var postgres = EmbeddedPostgres.start(options, progress);
    try {
      var home = home(postgres.url(DATABASE), config, tokens);
      return new OpenHome(home, Optional.of(postgres));
    } catch (RuntimeException failure) {
      postgres.close();
      throw failure;
    }
  }

  /// For a verb beside the server: uses the Postgres that the server runs, or starts it for as long
  /// as the verb takes. Makes no new home.
  static OpenHome visiting(Config config, SecureToken tokens, Consumer<String> progress) {
    var storage = config.storage();
    if (!storage.isEmbedded()) return serving(config, tokens, progress);
    if (!EmbeddedPostgres.isIn(storage.data())) throw nothingIn(storage);
    return EmbeddedPostgres.urlOfRunning(storage.data(), DATABASE)
        .map(url -> at(url, config, tokens))
        .orElseGet(() -> serving(config, tokens, progress));
  }

  private static OpenHome at(String url, Config config, SecureToken tokens) {
    return new OpenHome(home(url, config, tokens), Optional.empty());
  }

  private static Home home(String url, Config config, SecureToken tokens) {
    return new Home(ConnectionString.parse(url), masterKey(config, tokens));
  }

  private static MasterKey masterKey(Config config, SecureToken tokens) {
    return config
        .masterKey()
        .map(Secret::value)
        .map(MasterKey::parse)
        .orElseGet(() -> MasterKey.readOrCreate(masterKeyFile(config.storage()), tokens));
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
