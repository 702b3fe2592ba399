package dev.postern.projects;

import dev.postern.crypto.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keys that were made together: up to one of each kind, known by their SHA-256.
public record KeySet(
    UUID id,
    byte @Nullable [] publishableHash,
    byte @Nullable [] secretHash,
    byte @Nullable [] adminHash,
    Instant expiresAt,
    @Nullable Instant revokedAt) {

  /// What a key is for.
  public enum Kind {
    PUBLISHABLE_CLIENT,
    SECRET_SERVER,
    SUPER_SECRET_ADMIN
  }

  /// Whether this is, now, a key of the set.
  boolean accepts(Kind kind, byte[] hash, Instant now) {
    var isDead = revokedAt != null || !now.isBefore(expiresAt);
    return !isDead && hash(kind).filter(own -> Sha256.equal(own, hash)).isPresent();
  }

  private Optional<byte[]> hash(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case PUBLISHABLE_CLIENT -> publishableHash;
          case SECRET_SERVER -> secretHash;
          case SUPER_SECRET_ADMIN -> adminHash;
        });
  }
}
