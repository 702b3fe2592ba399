package dev.postern.tokens;

import dev.postern.projects.Audience;
import dev.postern.projects.Project;
import dev.postern.users.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// What an access token will say of its user and session.
public record Claims(
    UUID user,
    UUID session,
    @Nullable String name,
    @Nullable String email,
    boolean emailVerified,
    @Nullable UUID selectedTeam,
    Instant signedUpAt,
    boolean isAnonymous,
    boolean restrictedByAdmin,
    boolean requiresTotpMfa) {

  public static Claims of(ResultSet row, StatementContext context) throws SQLException {
    return new Claims(
        row.getObject("user_id", UUID.class),
        row.getObject("session_id", UUID.class),
        row.getString("display_name"),
        row.getString("email"),
        row.getBoolean("email_verified"),
        row.getObject("selected_team_id", UUID.class),
        row.getObject("signed_up_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("is_anonymous"),
        row.getBoolean("restricted_by_admin"),
        row.getBoolean("requires_totp_mfa"));
  }

  Optional<Restriction> restriction(Project project) {
    return Restriction.of(
        isAnonymous,
        project.settings().requiresEmailVerification(),
        emailVerified,
        restrictedByAdmin);
  }

  static Audience audience(Optional<Restriction> restriction) {
    return restriction
        .map(reason -> reason == Restriction.ANONYMOUS ? Audience.ANONYMOUS : Audience.RESTRICTED)
        .orElse(Audience.NORMAL);
  }
}
