package dev.postern.errors;

import org.jspecify.annotations.Nullable;

/// Refusals of the OAuth endpoints.
public sealed interface OAuthError extends Refusal {

  record InvalidOAuthClientIdOrSecret(@Nullable String clientId) implements OAuthError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "INVALID_OAUTH_CLIENT_ID_OR_SECRET",
          "client_id must be the project's id, and client_secret a publishable client key of it.");
    }
  }

  record InvalidAuthorizationCode() implements OAuthError {
    @Override
    public Shape shape() {
      return new Known(
          400, "INVALID_AUTHORIZATION_CODE", "The authorization code is not, or no longer, valid.");
    }
  }

  /// A parameter of the grant is missing, or not printable ASCII (RFC 6749 §5.2).
  record InvalidRequest(String description) implements OAuthError {
    @Override
    public Shape shape() {
      return new OAuth(400, "invalid_request", description);
    }
  }
}
