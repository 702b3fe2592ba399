package dev.postern.projects;

import dev.postern.crypto.SecureToken;
import dev.postern.crypto.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key of a project in clear, as it is shown once; or none.
public record ProjectKey(@Nullable String value) {
  private static final int BITS = 224;

  public static final ProjectKey NONE = new ProjectKey(null);

  public static ProjectKey generate(KeySet.Kind kind, SecureToken tokens) {
    var prefix =
        switch (kind) {
          case PUBLISHABLE_CLIENT -> "pck_";
          case SECRET_SERVER -> "ssk_";
          case SUPER_SECRET_ADMIN -> "sak_";
        };
    return new ProjectKey(prefix + tokens.token(BITS));
  }

  /// A key that the operator chose.
  public static ProjectKey of(Optional<String> value) {
    return value.map(ProjectKey::new).orElse(NONE);
  }

  /// The key itself. Only a key that was made has one.
  public String reveal() {
    if (value == null) throw new IllegalStateException("There is no such key in this set");
    return value;
  }

  byte @Nullable [] hash() {
    return value == null ? null : Sha256.of(value);
  }

  @Nullable String lastFour() {
    return value == null ? null : value.substring(Math.max(0, value.length() - 4));
  }

  @Override
  public String toString() {
    return value == null ? "no key" : "key …" + lastFour();
  }
}
