package dev.postern.sessions;

import dev.postern.sessions.LastUses.Use;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes when sessions and users were last active.
final class LastUseTable {
  private LastUseTable() {}

  /// This transaction may be lost in a crash: nobody waits for it.
  static int relax(Handle handle) {
    return handle.createUpdate("SET LOCAL synchronous_commit = off").execute();
  }

  /// Rows are locked in the order of their keys, so that two nodes never wait for each other.
  static int write(Handle handle, List<Use> uses) {
    return handle
        .createUpdate(
            """
            WITH used AS (
              SELECT tenant_id, session_id, user_id, at, place
                FROM unnest(CAST(:tenants AS uuid[]), CAST(:sessions AS uuid[]),
                            CAST(:users AS uuid[]), CAST(:times AS timestamptz[]),
                            CAST(:places AS jsonb[]))
                  AS use (tenant_id, session_id, user_id, at, place)
            ), locked AS (
              SELECT users.tenant_id, users.id, newest.at
                FROM (SELECT tenant_id, user_id, max(at) AS at
                        FROM used
                       GROUP BY tenant_id, user_id) AS newest
                JOIN postern.users ON users.tenant_id = newest.tenant_id
                                  AND users.id = newest.user_id
               ORDER BY users.tenant_id, users.id
                 FOR NO KEY UPDATE OF users SKIP LOCKED
            ), active AS (
              UPDATE postern.users
                 SET last_active_at = greatest(users.last_active_at, locked.at)
                FROM locked
               WHERE users.tenant_id = locked.tenant_id
                 AND users.id = locked.id
              RETURNING users.id
            ), open AS (
              SELECT sessions.tenant_id, sessions.id
                FROM used
                JOIN postern.sessions ON sessions.tenant_id = used.tenant_id
                                     AND sessions.id = used.session_id
               ORDER BY sessions.tenant_id, sessions.id
                 FOR NO KEY UPDATE OF sessions SKIP LOCKED
            )
            UPDATE postern.sessions
               SET last_active_at = greatest(sessions.last_active_at, used.at),
                   last_active_from = coalesce(used.place, sessions.last_active_from)
              FROM used
              JOIN open ON open.tenant_id = used.tenant_id AND open.id = used.session_id
             WHERE sessions.tenant_id = used.tenant_id
               AND sessions.id = used.session_id
            """)
        .bind("tenants", uuids(uses, Use::tenant))
        .bind("sessions", uuids(uses, Use::session))
        .bind("users", uuids(uses, Use::user))
        .bind("times", texts(uses, use -> use.at().atOffset(ZoneOffset.UTC).toString()))
        .bind("places", texts(uses, use -> use.from().orElse(null)))
        .execute();
  }

  /// Brings what is published up to date where it is more than an hour behind.
  static int publish(Handle handle, List<Use> uses) {
    return handle
        .createQuery(
            """
            SELECT postern_publisher.write('note last use', array_agg(CAST(users.id AS text)), NULL,
                                           array_agg(users.last_active_at))
              FROM postern.users
             WHERE users.tenant_id = ANY (CAST(:tenants AS uuid[]))
               AND users.id = ANY (CAST(:users AS uuid[]))
            """)
        .bind("users", uuids(uses, Use::user))
        .bind("tenants", uuids(uses, Use::tenant))
        .mapTo(Integer.class)
        .one();
  }

  private static UUID[] uuids(List<Use> uses, Function<Use, UUID> column) {
    return uses.stream().map(column).toArray(UUID[]::new);
  }

  private static @Nullable String[] texts(List<Use> uses, Function<Use, @Nullable String> column) {
    return uses.stream().map(column).toArray(String[]::new);
  }
}
