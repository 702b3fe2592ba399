package dev.postern.users;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The statement behind everything that the wire shows of a user.
final class UserViewTable {
  private UserViewTable() {}

  /// A user, and whether this session of theirs lives; without a session the answer to that is yes.
  static Optional<UserView> find(
      Handle handle, UUID tenant, UUID user, @Nullable UUID session, Instant now) {
    return handle
        .createQuery(
            """
            SELECT users.id,
                   users.display_name,
                   users.profile_image_url,
                   users.client_metadata,
                   users.client_read_only_metadata,
                   users.server_metadata,
                   users.is_anonymous,
                   users.otp_auth_enabled,
                   users.requires_totp_mfa,
                   users.restricted_by_admin,
                   users.restricted_by_admin_reason,
                   users.restricted_by_admin_private_details,
                   users.country_code,
                   users.risk_score_bot,
                   users.risk_score_free_trial_abuse,
                   users.signed_up_at,
                   users.last_active_at,
                   channel.value AS primary_email,
                   channel.is_verified AS primary_email_verified,
                   channel.used_for_auth AS primary_email_used_for_auth,
                   EXISTS (SELECT FROM postern.passwords
                            WHERE passwords.tenant_id = users.tenant_id
                              AND passwords.user_id = users.id) AS has_password,
                   teams.id AS team_id,
                   teams.display_name AS team_display_name,
                   teams.profile_image_url AS team_profile_image_url,
                   teams.client_metadata AS team_client_metadata,
                   teams.client_read_only_metadata AS team_client_read_only_metadata,
                   teams.server_metadata AS team_server_metadata,
                   teams.created_at AS team_created_at,
                   CAST(:session AS uuid) IS NULL
                     OR EXISTS (SELECT FROM postern.sessions
                                 WHERE sessions.tenant_id = users.tenant_id
                                   AND sessions.id = CAST(:session AS uuid)
                                   AND sessions.user_id = users.id
                                   AND sessions.expires_at > :now) AS session_lives
              FROM postern.users
              LEFT JOIN postern.contact_channels AS channel
                     ON channel.tenant_id = users.tenant_id
                    AND channel.user_id = users.id
                    AND channel.type = 'email'
                    AND channel.is_primary
              LEFT JOIN postern.memberships AS selected
                     ON selected.tenant_id = users.tenant_id
                    AND selected.user_id = users.id
                    AND selected.is_selected
              LEFT JOIN postern.teams
                     ON teams.tenant_id = selected.tenant_id
                    AND teams.id = selected.team_id
             WHERE users.tenant_id = :tenant
               AND users.id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("session", session)
        .bind("now", now)
        .map(UserView::of)
        .findOne();
  }
}
