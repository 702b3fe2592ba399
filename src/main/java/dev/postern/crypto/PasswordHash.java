package dev.postern.crypto;

import java.util.Optional;
import java.util.stream.Stream;

/// A stored password hash of a kind this server can check. New ones are Argon2id; the others came
/// with imported users and are replaced at their next sign-in.
public sealed interface PasswordHash permits Argon2idHash, BcryptHash, ScryptHash {
  /// Computes for tens of milliseconds: requests go through [PasswordHasher].
  boolean matches(PlainPassword password);

  /// Whether it is weaker than, or other than, what is made today.
  boolean needsRehash(Argon2Parameters today);

  /// As it is stored.
  String text();

  static Optional<PasswordHash> parse(String text) {
    return Stream.of(Argon2idHash.parse(text), BcryptHash.parse(text), ScryptHash.parse(text))
        .<PasswordHash>flatMap(Optional::stream)
        .findFirst();
  }
}
