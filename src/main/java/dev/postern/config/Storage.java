package dev.postern.config;

import java.nio.file.Path;
import java.util.Optional;

/// Where home is. Without a database URL it is the embedded Postgres in the data folder.
public record Storage(
    Optional<Secret> databaseUrl,
    Optional<Secret> provisionUrl,
    Path data,
    int postgresPort,
    int poolSize) {
  static Storage read(Settings settings) {
    return new Storage(
        settings.databaseUrl(
            "POSTERN_DATABASE_URL", "an embedded Postgres in `POSTERN_DATA`", "The home database."),
        settings.databaseUrl(
            "POSTERN_PROVISION_URL",
            "`POSTERN_DATABASE_URL`",
            "The administrator's connection by which databases and roles are made."),
        settings.folder(
            "POSTERN_DATA",
            Path.of(".postern"),
            "The folder of the embedded Postgres and its master key."),
        settings.number(
            "POSTERN_POSTGRES_PORT",
            8102,
            Bounds.between(1, 65_535),
            "The port of the embedded Postgres, on this machine alone."),
        settings.number(
            "POSTERN_POOL_SIZE",
            8,
            Bounds.between(2, 200),
            "Connections to the home database, at most."));
  }

  public boolean isEmbedded() {
    return databaseUrl.isEmpty();
  }
}
