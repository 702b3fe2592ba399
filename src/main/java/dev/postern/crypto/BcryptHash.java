package dev.postern.crypto;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// A bcrypt hash in modular crypt format, as imports bring it. bcrypt ignores what follows the 72nd
/// byte of a password; here such a password never matches.
public final class BcryptHash implements PasswordHash {
  private static final Pattern FORMAT =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-6])\\$[./A-Za-z0-9]{53}");
  private static final int MOST_BYTES = 72;

  private final String text;

  private BcryptHash(String text) {
    this.text = text;
  }

  public static Optional<BcryptHash> parse(String text) {
    return FORMAT.matcher(text).matches() ? Optional.of(new BcryptHash(text)) : Optional.empty();
  }

  /// As typed, since the hash was made elsewhere, then in NFC.
  @Override
  public boolean matches(PlainPassword password) {
    var typed = password.asTyped();
    if (matches(typed)) {
      return true;
    }
    var normalized = password.normalized(Normalizer.Form.NFC);
    return !Arrays.equals(typed, normalized) && matches(normalized);
  }

  /// Works for a password that is too long too, so that time does not tell who has such a hash.
  private boolean matches(byte[] password) {
    var isShortEnough = password.length <= MOST_BYTES;
    var tried = isShortEnough ? password : Arrays.copyOf(password, MOST_BYTES);
    return OpenBSDBCrypt.checkPassword(text, tried) && isShortEnough;
  }

  @Override
  public boolean needsRehash(Argon2Parameters today) {
    return true;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "BcryptHash[hidden]";
  }
}
