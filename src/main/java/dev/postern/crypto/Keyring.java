package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for their place in the database, and opens them there.
///
/// An envelope reads `v1.<key id>.<base64url of nonce and ciphertext>`. The newest key seals, all
/// open; what [#isCurrent] denies is to be sealed again before its key can be taken away.
public final class Keyring {
  private static final String VERSION = "v1";
  private static final int KEY_ID_LENGTH = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final String newestId;
  private final SecretKeySpec newest;
  private final SecureToken random;

  public Keyring(MasterKey masterKey, SecureToken random) {
    for (var key : masterKey.newestFirst()) {
      keys.putIfAbsent(idOf(key), new SecretKeySpec(key, "AES"));
    }
    var first = keys.entrySet().iterator().next();
    this.newestId = first.getKey();
    this.newest = first.getValue();
    this.random = random;
  }

  public String seal(byte[] plain, Place place) {
    var nonce = random.bytes(NONCE_BYTES);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, newest, nonce, place).doFinal(plain);
      var body = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return VERSION + "." + newestId + "." + ENCODER.encodeToString(body);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("AES-256-GCM does not work on this Java.", failure);
    }
  }

  public String seal(String plain, Place place) {
    return seal(plain.getBytes(UTF_8), place);
  }

  /// Opens what was sealed for this place.
  ///
  /// @throws SealedElsewhere if the value was altered or belongs to another place
  /// @throws UnknownMasterKey if the key it names is not held
  public byte[] open(String envelope, Place place) {
    var parts = envelope.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new SealedElsewhere(place);
    }
    var key = keys.get(parts[1]);
    if (key == null) {
      throw new UnknownMasterKey(place, parts[1], List.copyOf(keys.keySet()));
    }
    return open(key, decode(parts[2], place), place);
  }

  public String openText(String envelope, Place place) {
    return new String(open(envelope, place), UTF_8);
  }

  /// Whether the newest key sealed it.
  public boolean isCurrent(String envelope) {
    return envelope.startsWith(VERSION + "." + newestId + ".");
  }

  private static byte[] open(SecretKeySpec key, byte[] body, Place place) {
    if (body.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
      throw new SealedElsewhere(place);
    }
    var nonce = new byte[NONCE_BYTES];
    System.arraycopy(body, 0, nonce, 0, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
          .doFinal(body, NONCE_BYTES, body.length - NONCE_BYTES);
    } catch (AEADBadTagException _) {
      throw new SealedElsewhere(place);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("AES-256-GCM does not work on this Java.", failure);
    }
  }

  private static byte[] decode(String body, Place place) {
    try {
      return Base64.getUrlDecoder().decode(body);
    } catch (IllegalArgumentException _) {
      throw new SealedElsewhere(place);
    }
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, Place place)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.associatedData());
    return cipher;
  }

  private static String idOf(byte[] key) {
    return ENCODER.encodeToString(Sha256.of(key)).substring(0, KEY_ID_LENGTH);
  }

  @Override
  public String toString() {
    return "Keyring" + keys.keySet();
  }
}
