package dev.postern.directory;

import dev.postern.crypto.PlainPassword;
import dev.postern.http.schema.Flat;
import dev.postern.http.schema.Patch;
import dev.postern.http.schema.Patch.Keep;
import dev.postern.http.schema.Schema;
import dev.postern.http.schema.Value;
import dev.postern.images.ImageUrl;
import dev.postern.users.DisplayName;
import dev.postern.users.EmailAddress;
import dev.postern.users.Profile;
import dev.postern.users.UserView;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What an update says of a user; what it does not speak of stays as it is. On the wire it is one
/// flat object.
public record UserChange(
    @Flat About about,
    @Flat Metadata metadata,
    @Flat Email email,
    @Flat Methods methods,
    @Flat Password password,
    @Flat Standing standing) {

  /// How a user shows themselves.
  public record About(
      Patch<DisplayName> displayName,
      Patch<ImageUrl> profileImageUrl,
      Patch<UUID> selectedTeamId) {}

  /// What the app keeps with a user.
  public record Metadata(
      Patch<JsonNode> clientMetadata,
      Patch<JsonNode> clientReadOnlyMetadata,
      Patch<JsonNode> serverMetadata) {}

  /// The primary e-mail and its flags.
  public record Email(
      Patch<EmailAddress> primaryEmail,
      Optional<Boolean> primaryEmailVerified,
      Optional<Boolean> primaryEmailAuthEnabled) {}

  /// The ways to sign in that need no password, and the second factor.
  public record Methods(
      Optional<Boolean> otpAuthEnabled,
      Optional<Boolean> passkeyAuthEnabled,
      Patch<TotpSecret> totpSecretBase64) {}

  /// A new password, or the hash of one that was made elsewhere.
  public record Password(Patch<PlainPassword> password, Optional<String> passwordHash) {
    static final Password AS_IT_IS = new Password(new Keep<>(), Optional.empty());
  }

  /// What the project thinks of a user. A reason to restrict one comes with the restriction.
  public record Standing(
      Optional<Somebody> isAnonymous,
      Optional<Boolean> restrictedByAdmin,
      Patch<String> restrictedByAdminReason,
      Patch<String> restrictedByAdminPrivateDetails,
      Patch<CountryCode> countryCode,
      Optional<RiskScores> riskScores)
      implements Schema.Consistent {
    static final Standing AS_IT_IS =
        new Standing(
            Optional.empty(),
            Optional.empty(),
            new Keep<>(),
            new Keep<>(),
            new Keep<>(),
            Optional.empty());

    @Override
    public Optional<String> complaint() {
      if (restrictedByAdmin.orElse(false)) return Optional.empty();
      if (restrictedByAdminReason instanceof Patch.Set<String>)
        return Optional.of(withoutRestriction("restricted_by_admin_reason"));
      return restrictedByAdminPrivateDetails instanceof Patch.Set<String>
          ? Optional.of(withoutRestriction("restricted_by_admin_private_details"))
          : Optional.empty();
    }

    /// Without a restriction there is no reason for one.
    UserView.Standing over(UserView.Standing before) {
      var isRestricted = restrictedByAdmin.orElse(before.restrictedByAdmin());
      var reason = restrictedByAdminReason.over(before.restrictedReason());
      var details = restrictedByAdminPrivateDetails.over(before.restrictedPrivateDetails());
      var scores = riskScores.map(RiskScores::signUp);
      return new UserView.Standing(
          before.isAnonymous() && isAnonymous.isEmpty(),
          isRestricted,
          isRestricted ? textOrNull(reason) : null,
          isRestricted ? textOrNull(details) : null,
          countryCode.map(CountryCode::value).over(before.countryCode()),
          scores.map(score -> score.bot().value()).orElse(before.botScore()),
          scores.map(score -> score.freeTrialAbuse().value()).orElse(before.freeTrialAbuseScore()));
    }

    private static String withoutRestriction(String field) {
      return field + " must be null when restricted_by_admin is not true";
    }
  }

  /// Says that an anonymous user is one no longer; the way back does not exist.
  public record Somebody() {
    public static final Value<Somebody> WIRE =
        Value.flag()
            .check(isAnonymous -> !isAnonymous, "must be one of the following values: false")
            .to(_ -> new Somebody());
  }

  /// The row of a user after the change.
  Profile over(UserView before, @Nullable String imageUrl) {
    var name = about.displayName().map(DisplayName::value).over(before.displayName());
    return new Profile(
        textOrNull(name),
        imageUrl,
        metadata.clientMetadata().over(before.metadata().client()),
        metadata.clientReadOnlyMetadata().over(before.metadata().clientReadOnly()),
        metadata.serverMetadata().over(before.metadata().server()),
        methods.otpAuthEnabled().orElse(before.methods().otp()),
        standing.over(before.standing()));
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
