package dev.postern.sessions;

import dev.postern.crypto.SecureToken;
import dev.postern.crypto.Sha256;

/// The secret that a session is known by, 45 characters. The server keeps its SHA-256 alone.
public record RefreshToken(String value) {
  private static final int BITS = 224;

  static RefreshToken fresh(SecureToken tokens) {
    return new RefreshToken(tokens.token(BITS));
  }

  byte[] hash() {
    return Sha256.of(value);
  }

  @Override
  public String toString() {
    return "RefreshToken[…]";
  }
}
