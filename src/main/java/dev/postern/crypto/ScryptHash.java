package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/// A hash as Better Auth stores it: `<salt>:<key>`, both lower-case hex, of the password in NFKC.
public final class ScryptHash implements PasswordHash {
  private static final Pattern FORMAT = Pattern.compile("([0-9a-f]{32}):([0-9a-f]{128})");
  private static final int COST = 16_384;
  private static final int BLOCK_SIZE = 16;
  private static final int PARALLELISM = 1;
  private static final int KEY_BYTES = 64;

  private final String salt;
  private final String key;

  private ScryptHash(String salt, String key) {
    this.salt = salt;
    this.key = key;
  }

  static Optional<ScryptHash> parse(String text) {
    var parts = FORMAT.matcher(text);
    return parts.matches()
        ? Optional.of(new ScryptHash(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  @Override
  public boolean matches(PlainPassword password) {
    // The salt is the hex text itself, not the bytes it stands for.
    var computed =
        SCrypt.generate(
            password.normalized(Normalizer.Form.NFKC),
            salt.getBytes(UTF_8),
            COST,
            BLOCK_SIZE,
            PARALLELISM,
            KEY_BYTES);
    return Sha256.equal(HexFormat.of().parseHex(key), computed);
  }

  @Override
  public boolean needsRehash(Argon2Parameters today) {
    return true;
  }

  @Override
  public String text() {
    return salt + ":" + key;
  }

  @Override
  public String toString() {
    return "ScryptHash[hidden]";
  }
}
