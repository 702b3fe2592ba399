package dev.postern.sessions;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Sessions by when they expire.
final class ExpiryTable {
  private ExpiryTable() {}

  static int deleteExpired(Handle handle, UUID tenant, Instant now, int size) {
    return handle
        .createUpdate(
            """
            WITH expired AS (
              SELECT sessions.id
                FROM postern.sessions
               WHERE sessions.tenant_id = :tenant
                 AND sessions.expires_at <= :now
               ORDER BY sessions.expires_at
               LIMIT :size
                 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM postern.sessions
             USING expired
             WHERE sessions.tenant_id = :tenant
               AND sessions.id = expired.id
            """)
        .bind("tenant", tenant)
        .bind("now", now)
        .bind("size", size)
        .execute();
  }

  static Optional<Instant> firstExpiry(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT expires_at
              FROM postern.sessions
             WHERE tenant_id = :tenant
             ORDER BY expires_at
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }
}
