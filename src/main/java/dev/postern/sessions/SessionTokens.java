package dev.postern.sessions;

import java.util.UUID;

/// What a client holds of a session it has just opened.
public record SessionTokens(String accessToken, String refreshToken, UUID userId) {
  @Override
  public String toString() {
    return "SessionTokens[…, userId=%s]".formatted(userId);
  }
}
