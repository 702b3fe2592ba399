package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// A compact JWS that is well-formed ES256 and says which key signed it. Nothing about it is true
/// until that key has verified it ([SigningKey#verifies]).
///
/// Keys named or carried by the header (`jwk`, `jku`, `x5u`, `x5c`) are never looked at.
public final class ParsedJws {
  private static final int MAX_LENGTH = 16 * 1024;
  private static final int MAX_HEADER_LENGTH = 4 * 1024;
  private static final int MAX_KID_LENGTH = 64;
  private static final int SIGNATURE_BYTES = 64;
  private static final BigInteger ORDER_OF_P256 =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String kid;
  private final byte[] payload;
  private final String signingInput;
  private final String signature;

  private ParsedJws(String kid, byte[] payload, String signingInput, String signature) {
    this.kid = kid;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /// Empty for anything but exactly three parts of canonical base64url with an acceptable header.
  public static Optional<ParsedJws> parse(String compact) {
    if (compact.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var first = compact.indexOf('.');
    var second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0 || first > MAX_HEADER_LENGTH) {
      return Optional.empty();
    }
    var signature = compact.substring(second + 1);
    var header = decode(compact.substring(0, first));
    var payload = decode(compact.substring(first + 1, second));
    if (header == null || payload == null || !isPossible(decode(signature))) {
      return Optional.empty();
    }
    return kidOf(header)
        .map(kid -> new ParsedJws(kid, payload, compact.substring(0, second), signature));
  }

  public String kid() {
    return kid;
  }

  public byte[] payload() {
    return payload.clone();
  }

  byte[] signingInput() {
    return signingInput.getBytes(US_ASCII);
  }

  String signature() {
    return signature;
  }

  /// Java's decoder lets padding and stray bits at the end pass; one value must have one text.
  private static byte @Nullable [] decode(String part) {
    try {
      var bytes = DECODER.decode(part);
      return ENCODER.encodeToString(bytes).equals(part) ? bytes : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Both numbers lie between 1 and the order of the curve. Checked here, whatever the provider
  /// checks: one that does not takes zeros for a signature of everything (CVE-2022-21449).
  private static boolean isPossible(byte @Nullable [] signature) {
    if (signature == null || signature.length != SIGNATURE_BYTES) {
      return false;
    }
    var half = SIGNATURE_BYTES / 2;
    return isInRange(new BigInteger(1, Arrays.copyOfRange(signature, 0, half)))
        && isInRange(new BigInteger(1, Arrays.copyOfRange(signature, half, SIGNATURE_BYTES)));
  }

  private static boolean isInRange(BigInteger number) {
    return number.signum() > 0 && number.compareTo(ORDER_OF_P256) < 0;
  }

  private static Optional<String> kidOf(byte[] header) {
    try {
      // Decoded first: from bytes the parser would also take UTF-16 and UTF-32.
      var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
      try (var json = JSON.createParser(ObjectReadContext.empty(), text)) {
        return kidOf(json);
      }
    } catch (CharacterCodingException | JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> kidOf(JsonParser json) {
    var algorithm = "";
    var kid = "";
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = json.currentName();
      var value = json.nextToken();
      switch (name) {
        case "alg" -> algorithm = value == JsonToken.VALUE_STRING ? json.getString() : "";
        case "kid" -> kid = value == JsonToken.VALUE_STRING ? json.getString() : "";
        case "crit" -> {
          return Optional.empty();
        }
        default -> json.skipChildren();
      }
    }
    var isAlone = json.nextToken() == null;
    var isGood = algorithm.equals("ES256") && !kid.isEmpty() && kid.length() <= MAX_KID_LENGTH;
    return isAlone && isGood ? Optional.of(kid) : Optional.empty();
  }
}
