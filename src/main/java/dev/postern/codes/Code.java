package dev.postern.codes;

import dev.postern.crypto.SecureToken;
import dev.postern.crypto.Sha256;
import dev.postern.http.schema.Value;
import java.util.Locale;

/// A one-time code, 45 characters in lower case. It is never printed.
public record Code(String value) {
  private static final int BITS = 224;
  private static final int LENGTH = 45;

  /// What a person types; the rest is their browser's.
  private static final int TYPED = 6;

  public static final Value<Code> WIRE =
      Value.text()
          .check(text -> text.length() == LENGTH, "must be exactly %d characters".formatted(LENGTH))
          .to(Code::new);

  public Code {
    value = value.toLowerCase(Locale.ROOT);
  }

  static Code fresh(SecureToken tokens) {
    return new Code(tokens.token(BITS));
  }

  byte[] hash() {
    return Sha256.of(value);
  }

  /// The same for all codes that end alike.
  byte[] tailHash() {
    return Sha256.of(value.substring(TYPED));
  }

  @Override
  public String toString() {
    return "Code[hidden]";
  }
}
