package dev.postern.db;

import dev.postern.clock.Clock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// What a store says of itself: its one row in `postern.store`, and home's in
/// `postern_control.home`.
public final class StoreTable {
  private StoreTable() {}

  /// A version, and the oldest server that may use it.
  record Version(int version, int oldestServer) {
    static Version of(ResultSet row, StatementContext context) throws SQLException {
      return new Version(row.getInt("version"), row.getInt("oldest_server"));
    }
  }

  /// The row, whether it was written in this very database, and whether our settings have arrived.
  record Row(UUID id, Version version, boolean original, boolean settled) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getObject("store_id", UUID.class),
          Version.of(row, context),
          row.getBoolean("original"),
          row.getBoolean("settled"));
    }
  }

  static Optional<Row> find(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT store.store_id,
                   store.version,
                   store.oldest_server,
                   store.system_identifier = control.system_identifier
                     AND store.database_oid = pg_database.oid AS original,
                   current_setting('search_path') = ''
                     AND current_setting('statement_timeout') = '10s' AS settled
              FROM postern.store
             CROSS JOIN pg_catalog.pg_control_system() AS control
              JOIN pg_catalog.pg_database ON pg_database.datname = current_database()
            """)
        .map(Row::of)
        .findOne();
  }

  static Optional<Version> findHome(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT home.version,
                   home.oldest_server
              FROM postern_control.home
            """)
        .map(Version::of)
        .findOne();
  }

  /// What time it is there, to be compared with ours.
  public static Instant now(Handle handle) {
    return handle
        .createQuery("SELECT clock_timestamp()")
        .mapTo(OffsetDateTime.class)
        .one()
        .toInstant();
  }

  /// How far our clock is from the store's, at least: the time of the question is not counted.
  public static Duration apart(Store store, Clock clock) {
    var before = clock.now();
    var theirs = store.once(StoreTable::now);
    var after = clock.now();
    if (theirs.isBefore(before)) return Duration.between(theirs, before);
    return theirs.isAfter(after) ? Duration.between(after, theirs) : Duration.ZERO;
  }

  /// Notes that the store is at this version; gives it an id and ties it to this database the first
  /// time.
  static void migrated(Handle handle, @Nullable UUID id, Version version, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO postern.store
                   (store_id, version, oldest_server, system_identifier, database_oid, created_at)
            SELECT COALESCE(CAST(:id AS uuid), gen_random_uuid()),
                   :version,
                   :oldest_server,
                   control.system_identifier,
                   pg_database.oid,
                   :now
              FROM pg_catalog.pg_control_system() AS control
              JOIN pg_catalog.pg_database ON pg_database.datname = current_database()
                ON CONFLICT ((true)) DO UPDATE
               SET version = GREATEST(store.version, excluded.version),
                   oldest_server = GREATEST(store.oldest_server, excluded.oldest_server)
            """)
        .bind("id", id)
        .bind("version", version.version())
        .bind("oldest_server", version.oldestServer())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  static void migratedHome(Handle handle, Version version) {
    handle
        .createUpdate(
            """
            INSERT INTO postern_control.home (version, oldest_server)
            VALUES (:version, :oldest_server)
                ON CONFLICT ((true)) DO UPDATE
               SET version = GREATEST(home.version, excluded.version),
                   oldest_server = GREATEST(home.oldest_server, excluded.oldest_server)
            """)
        .bind("version", version.version())
        .bind("oldest_server", version.oldestServer())
        .execute();
  }

  /// Ties the store to the database it is in now: after a restore, this copy is the original.
  static int adopt(Handle handle) {
    return handle
        .createUpdate(
            """
            UPDATE postern.store
               SET system_identifier = control.system_identifier,
                   database_oid = pg_database.oid
              FROM pg_catalog.pg_control_system() AS control
              JOIN pg_catalog.pg_database ON pg_database.datname = current_database()
            """)
        .execute();
  }
}
