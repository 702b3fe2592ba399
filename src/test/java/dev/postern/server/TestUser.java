package dev.postern.server;

import tools.jackson.databind.JsonNode;

/// A user of a test, with the tokens of the session they have just opened.
public record TestUser(String id, String accessToken, String refreshToken) {

  /// Whom an answer with tokens is for.
  public static TestUser of(JsonNode tokens) {
    return new TestUser(
        tokens.get("user_id").stringValue(),
        tokens.get("access_token").stringValue(),
        tokens.get("refresh_token").stringValue());
  }
}
