package dev.postern.crypto;

import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, of the whole password in NFC.
public final class Argon2idHash implements PasswordHash {
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]?),p=([1-9][0-9]?)"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Parameters parameters;
  private final byte[] salt;
  private final byte[] hash;

  private Argon2idHash(Argon2Parameters parameters, byte[] salt, byte[] hash) {
    this.parameters = parameters;
    this.salt = salt;
    this.hash = hash;
  }

  static Optional<Argon2idHash> parse(String text) {
    var phc = PHC.matcher(text);
    if (!phc.matches()) {
      return Optional.empty();
    }
    var memory = Integer.parseInt(phc.group(1));
    var iterations = Integer.parseInt(phc.group(2));
    var lanes = Integer.parseInt(phc.group(3));
    var salt = decode(phc.group(4));
    var hash = decode(phc.group(5));
    if (salt == null || hash == null || !Argon2Parameters.areSane(memory, iterations, lanes)) {
      return Optional.empty();
    }
    return Optional.of(
        new Argon2idHash(new Argon2Parameters(memory, iterations, lanes), salt, hash));
  }

  static Argon2idHash of(
      PlainPassword password, Argon2Parameters parameters, Argon2id argon2id, SecureToken random) {
    var salt = random.bytes(SALT_BYTES);
    var typed = password.normalized(Normalizer.Form.NFC);
    return new Argon2idHash(parameters, salt, argon2id.hash(typed, salt, parameters, HASH_BYTES));
  }

  /// The hash of no password, as much work to check as any other.
  static Argon2idHash ofNothing(Argon2Parameters parameters, SecureToken random) {
    return new Argon2idHash(parameters, random.bytes(SALT_BYTES), random.bytes(HASH_BYTES));
  }

  @Override
  public boolean matches(PlainPassword password) {
    return matches(password, new Argon2id(parameters));
  }

  boolean matches(PlainPassword password, Argon2id argon2id) {
    var typed = password.normalized(Normalizer.Form.NFC);
    return Sha256.equal(hash, argon2id.hash(typed, salt, parameters, hash.length));
  }

  @Override
  public boolean needsRehash(Argon2Parameters today) {
    return !parameters.equals(today) || salt.length < SALT_BYTES || hash.length < HASH_BYTES;
  }

  @Override
  public String text() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            parameters.memoryKib(),
            parameters.iterations(),
            parameters.parallelism(),
            ENCODER.encodeToString(salt),
            ENCODER.encodeToString(hash));
  }

  private static byte @Nullable [] decode(String part) {
    try {
      var bytes = Base64.getDecoder().decode(part);
      return ENCODER.encodeToString(bytes).equals(part) ? bytes : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "Argon2idHash[hidden]";
  }
}
