package dev.postern.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// The one class that touches Flyway, loaded only when there is something to migrate: loading it
/// costs half a second.
final class FlywayRun {
  /// Flyway's own failures, under a name that does not load Flyway.
  static final class Failure extends RuntimeException {
    Failure(RuntimeException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private FlywayRun() {}

  static void migrate(DataSource database, String schema, String folder) {
    try {
      configure(database, schema, folder).load().migrate();
    } catch (FlywayException failure) {
      throw new Failure(failure);
    }
  }

  private static FluentConfiguration configure(DataSource database, String schema, String folder) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:" + folder)
        .defaultSchema(schema)
        .table("schema_history")
        .sqlMigrationPrefix("")
        .sqlMigrationSeparator("_")
        .validateMigrationNaming(true);
  }
}
