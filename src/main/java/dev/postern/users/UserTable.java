package dev.postern.users;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The rows of users.
final class UserTable {
  private UserTable() {}

  static int insert(Handle handle, UUID tenant, NewUser user, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.users
                   (tenant_id, id, display_name, is_anonymous, country_code,
                    signed_up_at, last_active_at)
            VALUES (:tenant, :id, :displayName, :isAnonymous, :countryCode, :now, :now)
            """)
        .bind("tenant", tenant)
        .bind("id", user.id().value())
        .bind("displayName", user.displayName())
        .bind("isAnonymous", user.isAnonymous())
        .bind("countryCode", user.countryCode())
        .bind("now", now)
        .execute();
  }

  static Optional<UUID> lock(Handle handle, UUID tenant, UUID user) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern.users
             WHERE tenant_id = :tenant
               AND id = :user
               FOR NO KEY UPDATE
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .mapTo(UUID.class)
        .findOne();
  }

  /// Deletes a user; the ids of the teams they were in. Empty where there is no such user.
  static Optional<List<UUID>> delete(Handle handle, UUID tenant, UUID user) {
    return handle
        .createQuery(
            """
            DELETE FROM postern.users
             WHERE tenant_id = :tenant
               AND id = :user
            RETURNING ARRAY(SELECT memberships.team_id
                              FROM postern.memberships
                             WHERE memberships.tenant_id = users.tenant_id
                               AND memberships.user_id = users.id
                             ORDER BY memberships.created_at, memberships.team_id) AS teams
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .map((row, _) -> List.of((UUID[]) row.getArray("teams").getArray()))
        .findOne();
  }

  /// A country that is known already stays.
  static int becomeReal(
      Handle handle, UUID tenant, UUID user, @Nullable String countryCode, Instant now) {
    return handle
        .createUpdate(
            """
            UPDATE postern.users
               SET is_anonymous = false,
                   signed_up_at = :now,
                   country_code = coalesce(country_code, :countryCode)
             WHERE tenant_id = :tenant
               AND id = :user
               AND is_anonymous
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("countryCode", countryCode)
        .bind("now", now)
        .execute();
  }

  /// Sets every field that a profile has; the caller has read and locked the row.
  static int update(Handle handle, UUID tenant, UUID user, Profile profile) {
    return handle
        .createUpdate(
            """
            UPDATE postern.users
               SET display_name = :displayName,
                   profile_image_url = :profileImageUrl,
                   client_metadata = CAST(:clientMetadata AS jsonb),
                   client_read_only_metadata = CAST(:clientReadOnlyMetadata AS jsonb),
                   server_metadata = CAST(:serverMetadata AS jsonb),
                   otp_auth_enabled = :otpAuthEnabled,
                   restricted_by_admin = :restrictedByAdmin,
                   restricted_by_admin_reason = :restrictedReason,
                   restricted_by_admin_private_details = :restrictedPrivateDetails,
                   country_code = :countryCode,
                   risk_score_bot = :botScore,
                   risk_score_free_trial_abuse = :freeTrialAbuseScore
             WHERE tenant_id = :tenant
               AND id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("displayName", profile.displayName())
        .bind("profileImageUrl", profile.profileImageUrl())
        .bind("clientMetadata", text(profile.clientMetadata()))
        .bind("clientReadOnlyMetadata", text(profile.clientReadOnlyMetadata()))
        .bind("serverMetadata", text(profile.serverMetadata()))
        .bind("otpAuthEnabled", profile.otpAuthEnabled())
        .bind("restrictedByAdmin", profile.standing().restrictedByAdmin())
        .bind("restrictedReason", profile.standing().restrictedReason())
        .bind("restrictedPrivateDetails", profile.standing().restrictedPrivateDetails())
        .bind("countryCode", profile.standing().countryCode())
        .bind("botScore", profile.standing().botScore())
        .bind("freeTrialAbuseScore", profile.standing().freeTrialAbuseScore())
        .execute();
  }

  private static @Nullable String text(@Nullable JsonNode json) {
    return json == null ? null : json.toString();
  }

  static int setTotpSecret(Handle handle, UUID tenant, UUID user, @Nullable String envelope) {
    return handle
        .createUpdate(
            """
            UPDATE postern.users
               SET totp_secret = CAST(:envelope AS text),
                   requires_totp_mfa = CAST(:envelope AS text) IS NOT NULL,
                   totp_last_step = NULL
             WHERE tenant_id = :tenant
               AND id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("envelope", envelope)
        .execute();
  }

  /// Keeps the step of a code that was accepted; 0 where that step or a later one was accepted
  /// before, or the secret is another by now.
  static int acceptTotpStep(Handle handle, UUID tenant, UUID user, String envelope, long step) {
    return handle
        .createUpdate(
            """
            UPDATE postern.users
               SET totp_last_step = :step
             WHERE tenant_id = :tenant
               AND id = :user
               AND totp_secret = :envelope
               AND (totp_last_step IS NULL OR totp_last_step < :step)
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("envelope", envelope)
        .bind("step", step)
        .execute();
  }
}
