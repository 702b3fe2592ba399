package dev.postern.users;

import dev.postern.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything that the wire shows of a user, as one statement reads it.
///
/// @param sessionLives whether the session that was asked about still lives; true where none was
public record UserView(
    UUID id,
    @Nullable String displayName,
    @Nullable String profileImageUrl,
    Metadata metadata,
    Standing standing,
    @Nullable Primary primary,
    Methods methods,
    @Nullable SelectedTeam selectedTeam,
    long signedUpAtMillis,
    long lastActiveAtMillis,
    boolean sessionLives) {

  /// What the app keeps with a user.
  public record Metadata(
      @Nullable JsonNode client, @Nullable JsonNode clientReadOnly, @Nullable JsonNode server) {}

  /// What the project thinks of a user.
  public record Standing(
      boolean isAnonymous,
      boolean restrictedByAdmin,
      @Nullable String restrictedReason,
      @Nullable String restrictedPrivateDetails,
      @Nullable String countryCode,
      int botScore,
      int freeTrialAbuseScore) {}

  /// The primary e-mail.
  public record Primary(String email, boolean isVerified, boolean usedForAuth) {}

  /// The ways in which a user may sign in.
  public record Methods(boolean password, boolean otp, boolean totpMfa) {}

  /// The team a user has selected.
  public record SelectedTeam(
      UUID id,
      String displayName,
      @Nullable String profileImageUrl,
      long createdAtMillis,
      Metadata metadata) {}

  public boolean isVerified() {
    return primary != null && primary.isVerified();
  }

  /// The same user, last active then if that is later than what the row says.
  public UserView lastActive(Instant then) {
    return new UserView(
        id,
        displayName,
        profileImageUrl,
        metadata,
        standing,
        primary,
        methods,
        selectedTeam,
        signedUpAtMillis,
        Math.max(lastActiveAtMillis, then.toEpochMilli()),
        sessionLives);
  }

  static UserView of(ResultSet row, StatementContext context) throws SQLException {
    return new UserView(
        row.getObject("id", UUID.class),
        row.getString("display_name"),
        row.getString("profile_image_url"),
        new Metadata(
            json(row, "client_metadata"),
            json(row, "client_read_only_metadata"),
            json(row, "server_metadata")),
        standing(row),
        primary(row),
        new Methods(
            row.getBoolean("has_password"),
            row.getBoolean("otp_auth_enabled"),
            row.getBoolean("requires_totp_mfa")),
        selectedTeam(row),
        millis(row, "signed_up_at"),
        millis(row, "last_active_at"),
        row.getBoolean("session_lives"));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getBoolean("is_anonymous"),
        row.getBoolean("restricted_by_admin"),
        row.getString("restricted_by_admin_reason"),
        row.getString("restricted_by_admin_private_details"),
        row.getString("country_code"),
        row.getInt("risk_score_bot"),
        row.getInt("risk_score_free_trial_abuse"));
  }

  private static @Nullable Primary primary(ResultSet row) throws SQLException {
    var email = row.getString("primary_email");
    return email == null
        ? null
        : new Primary(
            email,
            row.getBoolean("primary_email_verified"),
            row.getBoolean("primary_email_used_for_auth"));
  }

  private static @Nullable SelectedTeam selectedTeam(ResultSet row) throws SQLException {
    var id = row.getObject("team_id", UUID.class);
    return id == null
        ? null
        : new SelectedTeam(
            id,
            row.getString("team_display_name"),
            row.getString("team_profile_image_url"),
            millis(row, "team_created_at"),
            new Metadata(
                json(row, "team_client_metadata"),
                json(row, "team_client_read_only_metadata"),
                json(row, "team_server_metadata")));
  }

  private static @Nullable JsonNode json(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? null : Json.read(text);
  }

  private static long millis(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
  }
}
