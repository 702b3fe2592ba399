package dev.postern.server;

import dev.postern.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// A token, taken apart without a look at its signature.
public record Jwt(JsonNode header, JsonNode claims) {

  public static Jwt of(String token) {
    var parts = token.split("\\.", -1);
    return new Jwt(json(parts[0]), json(parts[1]));
  }

  private static JsonNode json(String part) {
    return Json.read(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  public String kid() {
    return header.get("kid").stringValue();
  }

  public String claim(String name) {
    return claims.get(name).stringValue();
  }
}
