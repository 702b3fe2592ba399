package dev.postern.userssync;

import dev.postern.userssync.UsersSync.Row;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What `postern_publisher.write` is asked to do with `neon_auth.users_sync`. A statement of ours
/// that named the table would run what the customer attached to it with our rights.
final class UsersSyncTable {
  private UsersSyncTable() {}

  /// Updates the row, or inserts it where there was none. `updated_at` stays null until the first
  /// change.
  static int put(Handle handle, String user, String json, Instant now) {
    return handle
        .createQuery(
            """
            SELECT postern_publisher.write('put', ARRAY[CAST(:user AS text)],
                                           ARRAY[CAST(:json AS jsonb)],
                                           ARRAY[CAST(:now AS timestamptz)])
            """)
        .bind("user", user)
        .bind("json", json)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  /// The caller has locked the users, in the order of their ids.
  static int refresh(Handle handle, List<Row> rows, Instant now) {
    return handle
        .createQuery(
            """
            SELECT postern_publisher.write('refresh', CAST(:users AS text[]),
                                           CAST(:documents AS jsonb[]),
                                           ARRAY[CAST(:now AS timestamptz)])
            """)
        .bind("users", rows.stream().map(row -> row.user().toString()).toArray(String[]::new))
        .bind("documents", rows.stream().map(Row::json).toArray(String[]::new))
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }

  static int add(Handle handle, List<Row> rows) {
    var missing = rows.stream().filter(Row::isPublished).toList();
    return handle
        .createQuery(
            """
            SELECT postern_publisher.write('add', CAST(:users AS text[]),
                                           CAST(:documents AS jsonb[]), NULL)
            """)
        .bind("users", missing.stream().map(row -> row.user().toString()).toArray(String[]::new))
        .bind("documents", missing.stream().map(Row::json).toArray(String[]::new))
        .mapTo(Integer.class)
        .one();
  }

  static int markDeleted(Handle handle, String user, Instant now) {
    return handle
        .createQuery(
            """
            SELECT postern_publisher.write('mark deleted', ARRAY[CAST(:user AS text)], NULL,
                                           ARRAY[CAST(:now AS timestamptz)])
            """)
        .bind("user", user)
        .bind("now", now)
        .mapTo(Integer.class)
        .one();
  }
}
