package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The codes of an authenticator app: RFC 6238 with HMAC-SHA-1, steps of 30 seconds, six digits.
///
/// A code is taken from one step before the present one to one after it (§5.2). Whoever accepts a
/// code keeps its step, and accepts no code of that or an earlier step again.
public final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int STEPS_AROUND = 1;
  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /// The code that an authenticator shows at that time.
  public static String code(byte[] secret, Instant time) {
    return code(secret, step(time));
  }

  /// The step that a code belongs to; empty for a code that is wrong, too old or too new.
  public static OptionalLong stepOf(byte[] secret, String code, Instant now) {
    var given = code.getBytes(US_ASCII);
    var current = step(now);
    var found = OptionalLong.empty();
    // To the end in any case: how long it takes does not tell which step it was.
    for (var step = current - STEPS_AROUND; step <= current + STEPS_AROUND; step++) {
      var isEqual = Sha256.equal(code(secret, step).getBytes(US_ASCII), given);
      if (isEqual) found = OptionalLong.of(step);
    }
    return found;
  }

  private static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), STEP.toSeconds());
  }

  /// RFC 4226 §5.3: the last four bits of the digest say where in it the number is.
  private static String code(byte[] secret, long step) {
    var digest = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    var offset = digest[digest.length - 1] & 0xf;
    var number = ByteBuffer.wrap(digest).getInt(offset) & Integer.MAX_VALUE;
    return "%06d".formatted(number % MODULUS);
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has HMAC-SHA-1, this one has not.", missing);
    }
  }
}
