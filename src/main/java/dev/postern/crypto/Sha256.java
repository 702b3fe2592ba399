package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The digest under which random tokens, keys and codes are stored.
public final class Sha256 {
  private Sha256() {}

  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  public static byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one has not.", missing);
    }
  }

  /// Takes the same time wherever the two differ.
  public static boolean equal(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }
}
