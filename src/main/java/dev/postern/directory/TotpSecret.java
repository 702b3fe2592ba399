package dev.postern.directory;

import dev.postern.http.schema.Value;
import java.util.Base64;

/// What a user's authenticator and this server share. It is never printed.
public record TotpSecret(byte[] bytes) {
  public static final Value<TotpSecret> WIRE =
      Value.text()
          .format("byte")
          .check(TotpSecret::isBase64, "is not valid base64")
          .to(text -> new TotpSecret(Base64.getDecoder().decode(text)));

  /// With its padding, and of something: nobody can prove an empty secret.
  private static boolean isBase64(String text) {
    if (text.isEmpty() || text.length() % 4 != 0) return false;
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "TotpSecret[hidden]";
  }
}
