package dev.postern.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Contact channels of users.
final class ContactTable {
  private ContactTable() {}

  /// A channel of a user.
  record Row(UUID id, String value, boolean isPrimary, boolean isVerified, boolean usedForAuth) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("value"),
          row.getBoolean("is_primary"),
          row.getBoolean("is_verified"),
          row.getBoolean("used_for_auth"));
    }
  }

  /// Inserts a primary e-mail; 0 where somebody signs in with the address already.
  static int insertPrimary(Handle handle, UUID tenant, UUID user, Row channel, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.contact_channels
                   (tenant_id, id, user_id, type, value, is_primary, is_verified,
                    used_for_auth, created_at)
            VALUES (:tenant, :id, :user, 'email', :value, true, :isVerified,
                    :usedForAuth, :now)
                ON CONFLICT (tenant_id, type, value) WHERE used_for_auth DO NOTHING
            """)
        .bind("tenant", tenant)
        .bind("id", channel.id())
        .bind("user", user)
        .bind("value", channel.value())
        .bind("isVerified", channel.isVerified())
        .bind("usedForAuth", channel.usedForAuth())
        .bind("now", now)
        .execute();
  }

  /// The user who signs in with this address.
  static Optional<UUID> findUserByAuth(Handle handle, UUID tenant, String value) {
    return handle
        .createQuery(
            """
            SELECT user_id
              FROM postern.contact_channels
             WHERE tenant_id = :tenant
               AND type = 'email'
               AND value = :value
               AND used_for_auth
            """)
        .bind("tenant", tenant)
        .bind("value", value)
        .mapTo(UUID.class)
        .findOne();
  }

  static Optional<Row> findOf(Handle handle, UUID tenant, UUID user, String value) {
    return handle
        .createQuery(
            """
            SELECT id, value, is_primary, is_verified, used_for_auth
              FROM postern.contact_channels
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND type = 'email'
               AND value = :value
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("value", value)
        .map(Row::of)
        .findOne();
  }

  static Optional<Row> findPrimary(Handle handle, UUID tenant, UUID user) {
    return handle
        .createQuery(
            """
            SELECT id, value, is_primary, is_verified, used_for_auth
              FROM postern.contact_channels
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND type = 'email'
               AND is_primary
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .map(Row::of)
        .findOne();
  }

  /// No address of the user is primary any more; each keeps its flags.
  static int demoteAll(Handle handle, UUID tenant, UUID user) {
    return handle
        .createUpdate(
            """
            UPDATE postern.contact_channels
               SET is_primary = false
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND is_primary
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
  }

  /// Makes a channel primary with these flags; 0 where somebody else signs in with the address.
  static int promote(
      Handle handle, UUID tenant, UUID channel, boolean isVerified, boolean usedForAuth) {
    return handle
        .createUpdate(
            """
            UPDATE postern.contact_channels AS channel
               SET is_primary = true,
                   is_verified = :isVerified,
                   used_for_auth = :usedForAuth
             WHERE tenant_id = :tenant
               AND id = :channel
               AND (NOT :usedForAuth
                    OR NOT EXISTS (SELECT
                                     FROM postern.contact_channels AS other
                                    WHERE other.tenant_id = channel.tenant_id
                                      AND other.type = channel.type
                                      AND other.value = channel.value
                                      AND other.used_for_auth
                                      AND other.id <> channel.id))
            """)
        .bind("tenant", tenant)
        .bind("channel", channel)
        .bind("isVerified", isVerified)
        .bind("usedForAuth", usedForAuth)
        .execute();
  }
}
