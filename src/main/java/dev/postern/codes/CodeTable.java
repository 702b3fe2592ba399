package dev.postern.codes;

import dev.postern.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One-time codes, in the store of their project.
final class CodeTable {
  private CodeTable() {}

  /// A code that is about to be.
  record New(
      Code code,
      CodeKind kind,
      @Nullable UUID user,
      String data,
      Instant createdAt,
      Instant expiresAt) {}

  static int insert(Handle handle, UUID tenant, New code) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.codes
                   (tenant_id, code_hash, tail_hash, kind, user_id,
                    data, created_at, expires_at)
            VALUES (:tenant, :codeHash, :tailHash, :kind, :user,
                    CAST(:data AS jsonb), :createdAt, :expiresAt)
            """)
        .bind("tenant", tenant)
        .bind("codeHash", code.code().hash())
        .bind("tailHash", code.code().tailHash())
        .bind("kind", code.kind().text())
        .bind("user", code.user())
        .bind("data", code.data())
        .bind("createdAt", code.createdAt())
        .bind("expiresAt", code.expiresAt())
        .execute();
  }

  /// A code as an attempt found it.
  ///
  /// @param attempts this one included
  record Row(@Nullable UUID user, JsonNode data, int attempts, Instant expiresAt, boolean isUsed) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getObject("user_id", UUID.class),
          Json.read(row.getString("data")),
          row.getInt("attempts"),
          row.getObject("expires_at", OffsetDateTime.class).toInstant(),
          row.getBoolean("is_used"));
    }
  }

  /// Counts an attempt at every code that ends like this one, and reads this one. Attempts at once
  /// wait for one another at the row, so each has a count of its own.
  static Optional<Row> attempt(Handle handle, UUID tenant, CodeKind kind, Code code) {
    return handle
        .createQuery(
            """
            WITH tried AS (
              UPDATE postern.codes
                 SET attempts = attempts + 1
               WHERE tenant_id = :tenant
                 AND tail_hash = :tailHash
              RETURNING code_hash, kind, user_id, data, attempts, expires_at, used_at
            )
            SELECT user_id,
                   data,
                   attempts,
                   expires_at,
                   used_at IS NOT NULL AS is_used
              FROM tried
             WHERE code_hash = :codeHash
               AND kind = :kind
            """)
        .bind("tenant", tenant)
        .bind("codeHash", code.hash())
        .bind("tailHash", code.tailHash())
        .bind("kind", kind.text())
        .map(Row::of)
        .findOne();
  }

  /// 0 where somebody else was faster.
  static int use(Handle handle, UUID tenant, Code code, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE postern.codes
               SET used_at = :now
             WHERE tenant_id = :tenant
               AND code_hash = :codeHash
               AND used_at IS NULL
            """)
        .bind("tenant", tenant)
        .bind("codeHash", code.hash())
        .bind("now", now)
        .execute();
  }

  static int deleteAllOf(Handle handle, UUID tenant, CodeKind kind, UUID user) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.codes
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND kind = :kind
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("kind", kind.text())
        .execute();
  }

  static Optional<Instant> firstExpiry(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT expires_at
              FROM postern.codes
             WHERE tenant_id = :tenant
             ORDER BY expires_at
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  /// Deletes so many of the codes that expired by that time, the oldest first.
  static int deleteExpired(Handle handle, UUID tenant, Instant by, int size) {
    return handle
        .createUpdate(
            """
            WITH expired AS (
              SELECT code_hash
                FROM postern.codes
               WHERE tenant_id = :tenant
                 AND expires_at <= :by
               ORDER BY expires_at
               LIMIT :size
                 FOR UPDATE SKIP LOCKED
            )
            DELETE FROM postern.codes
             USING expired
             WHERE codes.tenant_id = :tenant
               AND codes.code_hash = expired.code_hash
            """)
        .bind("tenant", tenant)
        .bind("by", by)
        .bind("size", size)
        .execute();
  }
}
