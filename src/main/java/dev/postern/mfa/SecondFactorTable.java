package dev.postern.mfa;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// What the rows of users say of their second factor.
final class SecondFactorTable {
  private SecondFactorTable() {}

  static boolean isRequired(Handle handle, UUID tenant, UUID user) {
    return handle
        .createQuery(
            """
            SELECT requires_totp_mfa
              FROM postern.users
             WHERE tenant_id = :tenant
               AND id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .mapTo(boolean.class)
        .one();
  }

  /// The envelope of the secret; empty where the user has no second factor, or none any more.
  static Optional<String> findSecret(Handle handle, UUID tenant, UUID user) {
    return handle
        .createQuery(
            """
            SELECT totp_secret
              FROM postern.users
             WHERE tenant_id = :tenant
               AND id = :user
               AND requires_totp_mfa
               AND totp_secret IS NOT NULL
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .mapTo(String.class)
        .findOne();
  }
}
