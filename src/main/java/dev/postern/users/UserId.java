package dev.postern.users;

import dev.postern.crypto.SecureToken;
import java.util.UUID;

/// Names a user; unique in the project's tenant, and never used again.
public record UserId(UUID value) {

  public static UserId fresh(SecureToken tokens) {
    return new UserId(tokens.uuid());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
