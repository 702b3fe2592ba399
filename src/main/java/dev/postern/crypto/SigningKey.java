package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// A pair of keys on P-256 that signs access tokens (ES256) and verifies them. May be used by many
/// threads at once.
public final class SigningKey {
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final JWSHeader ES256 = new JWSHeader(JWSAlgorithm.ES256);

  private final ECKey key;
  private final String header;
  private final ECDSASigner signer;
  private final ECDSAVerifier verifier;

  private SigningKey(ECKey key) throws JOSEException {
    if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
      throw new IllegalArgumentException("A signing key is a private key on the curve P-256.");
    }
    if (key.getKeyID() == null || !KID.matcher(key.getKeyID()).matches()) {
      throw new IllegalArgumentException("A key id has 1 to 64 letters, digits, '-' and '_'.");
    }
    var provider = SigningProvider.provider();
    this.key = key;
    this.header = encode("{\"alg\":\"ES256\",\"kid\":\"" + key.getKeyID() + "\"}");
    // Converted by the provider that will use them, once and not at each signature.
    this.signer = new ECDSASigner(key.toECPrivateKey(provider), Curve.P_256);
    this.verifier = new ECDSAVerifier(key.toECPublicKey(provider));
    signer.getJCAContext().setProvider(provider);
    verifier.getJCAContext().setProvider(provider);
  }

  /// Makes a new one; the id is what [SecureToken#token] gives for 60 bits.
  public static SigningKey generate(String kid) {
    try {
      return new SigningKey(
          new ECKeyGenerator(Curve.P_256)
              .algorithm(JWSAlgorithm.ES256)
              .keyID(kid)
              .provider(SigningProvider.provider())
              .generate());
    } catch (JOSEException failure) {
      throw new IllegalStateException("ES256 does not work on this Java.", failure);
    }
  }

  /// Reads what [#privateJwk] gave.
  ///
  /// @throws IllegalArgumentException without quoting the text, which is secret
  public static SigningKey parse(String privateJwk) {
    try {
      return new SigningKey(ECKey.parse(privateJwk));
    } catch (ParseException | JOSEException _) {
      throw new IllegalArgumentException("This is no private EC key in the form of a JWK.");
    }
  }

  public String kid() {
    return key.getKeyID();
  }

  /// The whole key as JSON, private half included: to be sealed, never to be shown.
  public String privateJwk() {
    return key.toJSONString();
  }

  /// What verifiers may see, in the form that the key set of a project has.
  public Map<String, Object> publicJwk() {
    var jwk = new LinkedHashMap<String, Object>();
    jwk.put("kty", "EC");
    jwk.put("alg", "ES256");
    jwk.put("crv", "P-256");
    jwk.put("x", key.getX().toString());
    jwk.put("y", key.getY().toString());
    jwk.put("kid", kid());
    return Collections.unmodifiableMap(jwk);
  }

  /// A compact JWS whose header holds `alg` and `kid` and nothing else.
  public String sign(String payload) {
    var input = header + "." + encode(payload);
    try {
      return input + "." + signer.sign(ES256, input.getBytes(US_ASCII));
    } catch (JOSEException failure) {
      throw new IllegalStateException("ES256 does not work on this Java.", failure);
    }
  }

  /// Whether this key signed it, and it says so.
  public boolean verifies(ParsedJws jws) {
    if (!jws.kid().equals(kid())) {
      return false;
    }
    try {
      return verifier.verify(ES256, jws.signingInput(), new Base64URL(jws.signature()));
    } catch (JOSEException failure) {
      throw new IllegalStateException("ES256 does not work on this Java.", failure);
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "SigningKey[" + kid() + "]";
  }
}
