package dev.postern.passwords;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Password hashes of users.
final class PasswordTable {
  private PasswordTable() {}

  /// What signing in needs to know of a user.
  record Row(UUID userId, String hash) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(row.getObject("user_id", UUID.class), row.getString("hash"));
    }
  }

  /// The user who signs in with this address and has a password.
  static Optional<Row> findByEmail(Handle handle, UUID tenant, String email) {
    return handle
        .createQuery(
            """
            SELECT passwords.user_id,
                   passwords.hash
              FROM postern.contact_channels
              JOIN postern.passwords ON passwords.tenant_id = contact_channels.tenant_id
                                    AND passwords.user_id = contact_channels.user_id
             WHERE contact_channels.tenant_id = :tenant
               AND contact_channels.type = 'email'
               AND contact_channels.value = :email
               AND contact_channels.used_for_auth
            """)
        .bind("tenant", tenant)
        .bind("email", email)
        .map(Row::of)
        .findOne();
  }

  static int put(Handle handle, UUID tenant, UUID user, String hash, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.passwords (tenant_id, user_id, hash, updated_at)
            VALUES (:tenant, :user, :hash, :now)
                ON CONFLICT (tenant_id, user_id)
                DO UPDATE SET hash = excluded.hash,
                              updated_at = excluded.updated_at
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("hash", hash)
        .bind("now", now)
        .execute();
  }

  static int delete(Handle handle, UUID tenant, UUID user) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.passwords
             WHERE tenant_id = :tenant
               AND user_id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
  }

  /// Replaces a hash by a newer one of the same password; 0 where it was changed in between.
  static int rehash(Handle handle, UUID tenant, UUID user, String from, String to) {
    return handle
        .createUpdate(
            """
            UPDATE postern.passwords
               SET hash = :to
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND hash = :from
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("from", from)
        .bind("to", to)
        .execute();
  }

  /// Locks a hash that is still the one that was verified; empty where it was changed in between.
  static Optional<UUID> confirm(Handle handle, UUID tenant, UUID user, String hash) {
    return handle
        .createQuery(
            """
            SELECT user_id
              FROM postern.passwords
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND hash = :hash
               FOR SHARE
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("hash", hash)
        .mapTo(UUID.class)
        .findOne();
  }
}
