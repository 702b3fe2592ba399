package dev.postern.projects;

import dev.postern.crypto.SecureToken;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// A key set in clear, as it is shown once.
public record NewKeySet(
    UUID id,
    String description,
    ProjectKey publishable,
    ProjectKey secret,
    ProjectKey admin,
    Instant expiresAt) {

  /// How long a key lives that nobody gave an end.
  public static final Duration CENTURY = Duration.ofDays(100L * 365);

  /// A publishable and a secret key, freshly made, for a century.
  public static NewKeySet forSdk(String description, SecureToken tokens, Instant now) {
    return new NewKeySet(
        tokens.uuid(),
        description,
        ProjectKey.generate(KeySet.Kind.PUBLISHABLE_CLIENT, tokens),
        ProjectKey.generate(KeySet.Kind.SECRET_SERVER, tokens),
        ProjectKey.NONE,
        now.plus(CENTURY));
  }
}
