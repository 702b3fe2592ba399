package dev.postern.users;

import dev.postern.settings.ProjectSettings;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A user on the wire: as servers see one, and as clients see themselves.
public final class UserJson {
  private UserJson() {}

  /// A user as servers see one; what `neon_auth.users_sync` has in `raw_json`.
  public record ServerUser(
      UUID id,
      @Nullable String displayName,
      @Nullable String primaryEmail,
      boolean primaryEmailVerified,
      boolean primaryEmailAuthEnabled,
      @Nullable String profileImageUrl,
      long signedUpAtMillis,
      long lastActiveAtMillis,
      @Nullable JsonNode clientMetadata,
      @Nullable JsonNode clientReadOnlyMetadata,
      @Nullable JsonNode serverMetadata,
      boolean hasPassword,
      boolean otpAuthEnabled,
      boolean authWithEmail,
      boolean passkeyAuthEnabled,
      boolean requiresTotpMfa,
      List<OAuthProvider> oauthProviders,
      @Nullable UUID selectedTeamId,
      @Nullable ServerTeam selectedTeam,
      boolean isAnonymous,
      boolean isRestricted,
      @Nullable Reason restrictedReason,
      boolean restrictedByAdmin,
      @Nullable String restrictedByAdminReason,
      @Nullable String restrictedByAdminPrivateDetails,
      @Nullable String countryCode,
      RiskScores riskScores) {}

  /// A user as they see themselves.
  public record ClientUser(
      UUID id,
      @Nullable String primaryEmail,
      boolean primaryEmailVerified,
      @Nullable String displayName,
      @Nullable JsonNode clientMetadata,
      @Nullable JsonNode clientReadOnlyMetadata,
      @Nullable String profileImageUrl,
      long signedUpAtMillis,
      boolean hasPassword,
      boolean authWithEmail,
      List<OAuthProvider> oauthProviders,
      @Nullable UUID selectedTeamId,
      @Nullable ClientTeam selectedTeam,
      boolean requiresTotpMfa,
      boolean otpAuthEnabled,
      boolean passkeyAuthEnabled,
      boolean isAnonymous,
      boolean isRestricted,
      @Nullable Reason restrictedReason,
      boolean restrictedByAdmin,
      @Nullable String restrictedByAdminReason) {}

  /// An account at a provider that a user is linked to.
  public record OAuthProvider(String id, String accountId, @Nullable String email) {}

  /// Why a user is restricted.
  public record Reason(String type) {}

  /// How suspicious a sign-up was, from 0 to 100.
  public record RiskScores(SignUp signUp) {
    public record SignUp(int bot, int freeTrialAbuse) {}

    static RiskScores of(UserView.Standing standing) {
      return new RiskScores(new SignUp(standing.botScore(), standing.freeTrialAbuseScore()));
    }
  }

  /// The selected team, for servers.
  public record ServerTeam(
      UUID id,
      String displayName,
      @Nullable String profileImageUrl,
      long createdAtMillis,
      @Nullable JsonNode clientMetadata,
      @Nullable JsonNode clientReadOnlyMetadata,
      @Nullable JsonNode serverMetadata) {
    static ServerTeam of(UserView.SelectedTeam team) {
      return new ServerTeam(
          team.id(),
          team.displayName(),
          team.profileImageUrl(),
          team.createdAtMillis(),
          team.metadata().client(),
          team.metadata().clientReadOnly(),
          team.metadata().server());
    }
  }

  /// The selected team, for clients.
  public record ClientTeam(
      UUID id,
      String displayName,
      @Nullable String profileImageUrl,
      @Nullable JsonNode clientMetadata,
      @Nullable JsonNode clientReadOnlyMetadata) {
    static ClientTeam of(UserView.SelectedTeam team) {
      return new ClientTeam(
          team.id(),
          team.displayName(),
          team.profileImageUrl(),
          team.metadata().client(),
          team.metadata().clientReadOnly());
    }
  }

  /// Why this user is restricted in a project with these settings.
  public static Optional<Restriction> restriction(UserView user, ProjectSettings settings) {
    return Restriction.of(
        user.standing().isAnonymous(),
        settings.requiresEmailVerification(),
        user.isVerified(),
        user.standing().restrictedByAdmin());
  }

  public static ServerUser forServer(UserView user, ProjectSettings settings) {
    var standing = user.standing();
    var primary = user.primary();
    var methods = user.methods();
    var team = user.selectedTeam();
    var reason = reason(user, settings);
    return new ServerUser(
        user.id(),
        user.displayName(),
        primary == null ? null : primary.email(),
        user.isVerified(),
        primary != null && primary.usedForAuth(),
        user.profileImageUrl(),
        user.signedUpAtMillis(),
        user.lastActiveAtMillis(),
        user.metadata().client(),
        user.metadata().clientReadOnly(),
        user.metadata().server(),
        methods.password(),
        methods.otp(),
        methods.password() || methods.otp(),
        false,
        methods.totpMfa(),
        List.of(),
        team == null ? null : team.id(),
        team == null ? null : ServerTeam.of(team),
        standing.isAnonymous(),
        reason != null,
        reason,
        standing.restrictedByAdmin(),
        standing.restrictedReason(),
        standing.restrictedPrivateDetails(),
        standing.countryCode(),
        new RiskScores(new RiskScores.SignUp(standing.botScore(), standing.freeTrialAbuseScore())));
  }

  public static ClientUser forClient(UserView user, ProjectSettings settings) {
    var primary = user.primary();
    var methods = user.methods();
    var team = user.selectedTeam();
    var reason = reason(user, settings);
    return new ClientUser(
        user.id(),
        primary == null ? null : primary.email(),
        user.isVerified(),
        user.displayName(),
        user.metadata().client(),
        user.metadata().clientReadOnly(),
        user.profileImageUrl(),
        user.signedUpAtMillis(),
        methods.password(),
        methods.password() || methods.otp(),
        List.of(),
        team == null ? null : team.id(),
        team == null ? null : ClientTeam.of(team),
        methods.totpMfa(),
        methods.otp(),
        false,
        user.standing().isAnonymous(),
        reason != null,
        reason,
        user.standing().restrictedByAdmin(),
        user.standing().restrictedReason());
  }

  private static @Nullable Reason reason(UserView user, ProjectSettings settings) {
    return restriction(user, settings)
        .map(restriction -> new Reason(restriction.wireName()))
        .orElse(null);
  }
}
