package dev.postern.limits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Counters of tries, in the store of their tenant.
final class LimitTable {
  private LimitTable() {}

  /// A counter after a try.
  ///
  /// @param count this one included
  record Taken(int count, Instant endsAt) {
    static Taken of(ResultSet row, StatementContext context) throws SQLException {
      return new Taken(
          row.getInt("count"), row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }
  }

  /// Tries at once wait for one another at the row, so each has a count of its own.
  static Taken take(Handle handle, UUID tenant, Limit limit, String key, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO postern.limit_counters AS counters
                   (tenant_id, limit_name, key, count, ends_at)
            VALUES (:tenant, :limit, :key, 1, :endsAt)
                ON CONFLICT (tenant_id, limit_name, key)
                DO UPDATE SET count = CASE WHEN counters.ends_at > :now
                                           THEN least(counters.count, 1000000) + 1
                                           ELSE 1 END,
                              ends_at = CASE WHEN counters.ends_at > :now
                                             THEN counters.ends_at
                                             ELSE excluded.ends_at END
            RETURNING count, ends_at
            """)
        .bind("tenant", tenant)
        .bind("limit", limit.name())
        .bind("key", key)
        .bind("now", now)
        .bind("endsAt", now.plus(limit.within()))
        .map(Taken::of)
        .one();
  }

  static int delete(Handle handle, UUID tenant, Limit limit, String key) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.limit_counters
             WHERE tenant_id = :tenant
               AND limit_name = :limit
               AND key = :key
            """)
        .bind("tenant", tenant)
        .bind("limit", limit.name())
        .bind("key", key)
        .execute();
  }

  static int deleteEnded(Handle handle, UUID tenant, Instant now, int size) {
    return handle
        .createUpdate(
            """
            WITH ended AS (
              SELECT limit_name, key
                FROM postern.limit_counters
               WHERE tenant_id = :tenant
                 AND ends_at <= :now
               ORDER BY ends_at
               LIMIT :size
                 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM postern.limit_counters AS counters
             USING ended
             WHERE counters.tenant_id = :tenant
               AND counters.limit_name = ended.limit_name
               AND counters.key = ended.key
            """)
        .bind("tenant", tenant)
        .bind("now", now)
        .bind("size", size)
        .execute();
  }

  static Optional<Instant> firstEnd(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT ends_at
              FROM postern.limit_counters
             WHERE tenant_id = :tenant
             ORDER BY ends_at
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }
}
