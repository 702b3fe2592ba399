package dev.postern.events;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Events, in the store of the project they happened in.
final class EventTable {
  private EventTable() {}

  static int insert(Handle handle, UUID tenant, UUID id, Event event, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.events (tenant_id, id, type, data, created_at)
            VALUES (:tenant, :id, :type, CAST(:data AS jsonb), :now)
            """)
        .bind("tenant", tenant)
        .bind("id", id)
        .bind("type", event.type())
        .bind("data", event.data())
        .bind("now", now)
        .execute();
  }

  static int deleteBefore(Handle handle, UUID tenant, Instant before, int size) {
    return handle
        .createUpdate(
            """
            WITH old AS (
              SELECT events.id
                FROM postern.events
               WHERE events.tenant_id = :tenant
                 AND events.created_at < :before
               ORDER BY events.created_at
               LIMIT :size
                 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM postern.events
             USING old
             WHERE events.tenant_id = :tenant
               AND events.id = old.id
            """)
        .bind("tenant", tenant)
        .bind("before", before)
        .bind("size", size)
        .execute();
  }

  static Optional<Instant> oldest(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT created_at
              FROM postern.events
             WHERE tenant_id = :tenant
             ORDER BY created_at
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }
}
