package dev.postern.controlplane;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keys of the control plane, in home.
final class ApiKeyTable {
  private ApiKeyTable() {}

  /// A key that is there, even if it was revoked, stays as it is.
  static int insertFromEnvironment(Handle handle, String name, byte[] hash, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.api_keys (name, hash, is_from_environment, created_at)
            VALUES (:name, :hash, true, :now)
                ON CONFLICT (hash) DO NOTHING
            """)
        .bind("name", name)
        .bind("hash", hash)
        .bind("now", now)
        .execute();
  }

  /// Revokes what the environment said before this.
  static int revokeOthersFromEnvironment(Handle handle, byte[] hash, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE postern_control.api_keys
               SET revoked_at = :now
             WHERE is_from_environment
               AND hash <> :hash
               AND revoked_at IS NULL
            """)
        .bind("hash", hash)
        .bind("now", now)
        .execute();
  }

  static boolean isRevoked(Handle handle, byte[] hash) {
    return handle
        .createQuery(
            """
            SELECT revoked_at IS NOT NULL
              FROM postern_control.api_keys
             WHERE hash = :hash
            """)
        .bind("hash", hash)
        .mapTo(boolean.class)
        .one();
  }

  /// A key that is good, with its use noted where the last note is older than `stale`.
  static Optional<ApiKey> use(Handle handle, byte[] hash, String from, Instant now, Instant stale) {
    return handle
        .createQuery(
            """
            WITH noted AS (
              UPDATE postern_control.api_keys
                 SET last_used_at = :now,
                     last_used_from = CAST(:from AS inet)
               WHERE hash = :hash
                 AND revoked_at IS NULL
                 AND (last_used_at IS NULL OR last_used_at < :stale)
            )
            SELECT id, name
              FROM postern_control.api_keys
             WHERE hash = :hash
               AND revoked_at IS NULL
            """)
        .bind("hash", hash)
        .bind("from", from)
        .bind("now", now)
        .bind("stale", stale)
        .map(ApiKey::of)
        .findOne();
  }
}
