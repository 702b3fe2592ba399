package dev.postern.errors;

import org.jspecify.annotations.Nullable;

/// What can be wrong with the tokens of a request.
public sealed interface SessionError extends Refusal {

  record UnparsableAccessToken() implements SessionError {
    @Override
    public Shape shape() {
      return new Known(401, "UNPARSABLE_ACCESS_TOKEN", "The access token cannot be read.");
    }
  }

  /// The token is too old, or its session is over; all components may be unknown.
  record AccessTokenExpired(
      @Nullable Long expiredAtMillis,
      @Nullable String projectId,
      @Nullable String userId,
      @Nullable String refreshTokenId)
      implements SessionError {
    @Override
    public Shape shape() {
      return new Known(
          401, "ACCESS_TOKEN_EXPIRED", "The access token has expired. Refresh it and try again.");
    }
  }

  record InvalidProjectForAccessToken(String expectedProjectId, String actualProjectId)
      implements SessionError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "INVALID_PROJECT_FOR_ACCESS_TOKEN",
          "The access token belongs to project %s, not to %s."
              .formatted(actualProjectId, expectedProjectId));
    }
  }

  record AnonymousAuthenticationNotAllowed() implements SessionError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "ANONYMOUS_AUTHENTICATION_NOT_ALLOWED",
          "The access token is that of an anonymous user. Send x-stack-allow-anonymous-user: true"
              + " if that is intended.");
    }
  }

  record RestrictedUserNotAllowed(Reason restrictedReason) implements SessionError {
    /// Why the user is restricted: `anonymous`, `email_not_verified`,
    /// `restricted_by_administrator`.
    public record Reason(String type) {}

    @Override
    public Shape shape() {
      return new Known(
          403,
          "RESTRICTED_USER_NOT_ALLOWED",
          "The user of the access token is restricted (%s).".formatted(restrictedReason.type())
              + " Send x-stack-allow-restricted-user: true"
              + " if that is intended.");
    }
  }

  /// The session is over: signed out, expired, or its user is gone.
  record RefreshTokenNotFoundOrExpired() implements SessionError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED",
          "There is no such session in this project, or it is over.");
    }
  }

  record UserAuthenticationRequired() implements SessionError {
    @Override
    public Shape shape() {
      return new Known(
          401, "USER_AUTHENTICATION_REQUIRED", "This endpoint needs a signed-in user.");
    }
  }
}
