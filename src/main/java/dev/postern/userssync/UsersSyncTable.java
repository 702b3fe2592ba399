package dev.postern.userssync;

import dev.postern.userssync.UsersSync.Row;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The statements over `neon_auth.users_sync`.
final class UsersSyncTable {
  private UsersSyncTable() {}

  /// Updates the row, or inserts it where there was none. `updated_at` stays null until the first
  /// change.
  static int put(Handle handle, String user, String json, Instant now) {
    return handle
        .createUpdate(
            """
            WITH changed AS (
              UPDATE neon_auth.users_sync
                 SET raw_json = CAST(:json AS jsonb),
                     updated_at = :now
               WHERE id = :user
              RETURNING id
            )
            INSERT INTO neon_auth.users_sync (raw_json)
            SELECT CAST(:json AS jsonb)
             WHERE NOT EXISTS (SELECT FROM changed)
            """)
        .bind("user", user)
        .bind("json", json)
        .bind("now", now)
        .execute();
  }

  /// The caller has locked the users, in the order of their ids.
  static int update(Handle handle, List<Row> rows, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE neon_auth.users_sync
               SET raw_json = fresh.json,
                   updated_at = :now
              FROM unnest(CAST(:users AS text[]), CAST(:documents AS jsonb[]))
                AS fresh (id, json)
             WHERE users_sync.id = fresh.id
               AND users_sync.deleted_at IS NULL
               AND users_sync.raw_json - 'last_active_at_millis'
                   IS DISTINCT FROM fresh.json - 'last_active_at_millis'
            """)
        .bind("users", rows.stream().map(row -> row.user().toString()).toArray(String[]::new))
        .bind("documents", rows.stream().map(Row::json).toArray(String[]::new))
        .bind("now", now)
        .execute();
  }

  static int add(Handle handle, List<Row> rows) {
    var missing = rows.stream().filter(Row::isPublished).toList();
    return handle
        .createUpdate(
            """
            INSERT INTO neon_auth.users_sync (raw_json)
            SELECT fresh.json
              FROM unnest(CAST(:users AS text[]), CAST(:documents AS jsonb[]))
                AS fresh (id, json)
             WHERE NOT EXISTS (SELECT FROM neon_auth.users_sync
                                WHERE users_sync.id = fresh.id)
            """)
        .bind("users", missing.stream().map(row -> row.user().toString()).toArray(String[]::new))
        .bind("documents", missing.stream().map(Row::json).toArray(String[]::new))
        .execute();
  }

  static int markDeleted(Handle handle, String user, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE neon_auth.users_sync
               SET deleted_at = :now
             WHERE id = :user
               AND deleted_at IS NULL
            """)
        .bind("user", user)
        .bind("now", now)
        .execute();
  }
}
