package dev.postern.sessions;

import dev.postern.tokens.AccessToken;
import dev.postern.tokens.Claims;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Sessions, in the store of their project.
final class SessionTable {
  private SessionTable() {}

  /// A session that is about to be.
  record New(
      UUID id,
      UUID user,
      byte[] tokenHash,
      boolean isImpersonation,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String from) {}

  /// Opens a session, and reads what its first access token says.
  static Claims insert(Handle handle, UUID tenant, New session) {
    return handle
        .createQuery(
            """
            WITH opened AS (
              INSERT INTO postern.sessions
                     (tenant_id, id, user_id, token_hash, is_impersonation,
                      created_at, expires_at, last_active_at, last_active_from)
              VALUES (:tenant, :id, :user, :tokenHash, :isImpersonation,
                      :createdAt, :expiresAt, :createdAt, CAST(:from AS jsonb))
              RETURNING tenant_id, id, user_id
            )
            SELECT users.id AS user_id,
                   opened.id AS session_id,
                   users.display_name,
                   channel.value AS email,
                   coalesce(channel.is_verified, false) AS email_verified,
                   selected.team_id AS selected_team_id,
                   users.signed_up_at,
                   users.is_anonymous,
                   users.restricted_by_admin,
                   users.requires_totp_mfa
              FROM opened
              JOIN postern.users ON users.tenant_id = opened.tenant_id
                                AND users.id = opened.user_id
              LEFT JOIN postern.contact_channels AS channel
                     ON channel.tenant_id = users.tenant_id
                    AND channel.user_id = users.id
                    AND channel.type = 'email'
                    AND channel.is_primary
              LEFT JOIN postern.memberships AS selected
                     ON selected.tenant_id = users.tenant_id
                    AND selected.user_id = users.id
                    AND selected.is_selected
            """)
        .bind("tenant", tenant)
        .bind("id", session.id())
        .bind("user", session.user())
        .bind("tokenHash", session.tokenHash())
        .bind("isImpersonation", session.isImpersonation())
        .bind("createdAt", session.createdAt())
        .bind("expiresAt", session.expiresAt())
        .bind("from", session.from())
        .map(Claims::of)
        .one();
  }

  /// What a new access token of a session says; the one statement of a refresh.
  static Optional<Claims> findByToken(Handle handle, UUID tenant, byte[] tokenHash, Instant now) {
    return handle
        .createQuery(
            """
            SELECT users.id AS user_id,
                   sessions.id AS session_id,
                   users.display_name,
                   channel.value AS email,
                   coalesce(channel.is_verified, false) AS email_verified,
                   selected.team_id AS selected_team_id,
                   users.signed_up_at,
                   users.is_anonymous,
                   users.restricted_by_admin,
                   users.requires_totp_mfa
              FROM postern.sessions
              JOIN postern.users ON users.tenant_id = sessions.tenant_id
                                AND users.id = sessions.user_id
              LEFT JOIN postern.contact_channels AS channel
                     ON channel.tenant_id = users.tenant_id
                    AND channel.user_id = users.id
                    AND channel.type = 'email'
                    AND channel.is_primary
              LEFT JOIN postern.memberships AS selected
                     ON selected.tenant_id = users.tenant_id
                    AND selected.user_id = users.id
                    AND selected.is_selected
             WHERE sessions.tenant_id = :tenant
               AND sessions.token_hash = :tokenHash
               AND sessions.expires_at > :now
            """)
        .bind("tenant", tenant)
        .bind("tokenHash", tokenHash)
        .bind("now", now)
        .map(Claims::of)
        .findOne();
  }

  /// Whether a user still is, and whether this session of theirs still lives.
  record Standing(boolean sessionLives, boolean isMember) {
    static Standing of(ResultSet row, StatementContext context) throws SQLException {
      return new Standing(row.getBoolean("session_lives"), row.getBoolean("is_member"));
    }
  }

  /// Empty where there is no such user; `team` may be null.
  static Optional<Standing> standing(
      Handle handle, UUID tenant, AccessToken token, @Nullable UUID team, Instant now) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT FROM postern.sessions
                            WHERE sessions.tenant_id = users.tenant_id
                              AND sessions.id = :session
                              AND sessions.user_id = users.id
                              AND sessions.expires_at > :now) AS session_lives,
                   EXISTS (SELECT FROM postern.memberships
                            WHERE memberships.tenant_id = users.tenant_id
                              AND memberships.team_id = CAST(:team AS uuid)
                              AND memberships.user_id = users.id) AS is_member
              FROM postern.users
             WHERE users.tenant_id = :tenant
               AND users.id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", token.user().value())
        .bind("session", token.session())
        .bind("team", team)
        .bind("now", now)
        .map(Standing::of)
        .findOne();
  }

  static int delete(Handle handle, UUID tenant, UUID session) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.sessions
             WHERE tenant_id = :tenant
               AND id = :session
            """)
        .bind("tenant", tenant)
        .bind("session", session)
        .execute();
  }

  static int deleteAllOf(Handle handle, UUID tenant, UUID user) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.sessions
             WHERE tenant_id = :tenant
               AND user_id = :user
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
  }
}
