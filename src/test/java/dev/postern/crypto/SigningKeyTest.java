package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  private static final String PAYLOAD = "{\"sub\":\"ada\"}";

  private final SigningKey key = SigningKey.generate("k1");

  @Test
  void what_it_signs_it_verifies() {
    var parsed = ParsedJws.parse(key.sign(PAYLOAD)).orElseThrow();

    assertThat(parsed.kid()).isEqualTo("k1");
    assertThat(parsed.payload()).isEqualTo(PAYLOAD.getBytes(UTF_8));
    assertThat(key.verifies(parsed)).isTrue();
  }

  @Test
  void the_header_says_algorithm_and_key_and_nothing_else() {
    var header = key.sign(PAYLOAD).split("\\.", -1)[0];

    assertThat(new String(Base64.getUrlDecoder().decode(header), UTF_8))
        .isEqualTo("{\"alg\":\"ES256\",\"kid\":\"k1\"}");
  }

  @Test
  void others_verify_it_with_the_public_key() throws Exception {
    var jwk = ECKey.parse(key.publicJwk());

    assertThat(JWSObject.parse(key.sign(PAYLOAD)).verify(new ECDSAVerifier(jwk))).isTrue();
  }

  @Test
  void the_public_key_shows_six_members_of_full_width() {
    for (var i = 0; i < 300; i++) {
      var jwk = SigningKey.generate("k" + i).publicJwk();

      assertThat(jwk.keySet()).containsExactly("kty", "alg", "crv", "x", "y", "kid");
      assertThat((String) jwk.get("x")).hasSize(43);
      assertThat((String) jwk.get("y")).hasSize(43);
    }
  }

  @Test
  void it_survives_being_stored() {
    var again = SigningKey.parse(key.privateJwk());

    assertThat(again.publicJwk()).isEqualTo(key.publicJwk());
    assertThat(again.verifies(ParsedJws.parse(key.sign(PAYLOAD)).orElseThrow())).isTrue();
    assertThat(key.verifies(ParsedJws.parse(again.sign(PAYLOAD)).orElseThrow())).isTrue();
  }

  @Test
  void another_key_of_the_same_name_does_not_verify_it() {
    var other = SigningKey.generate("k1");

    assertThat(other.verifies(ParsedJws.parse(key.sign(PAYLOAD)).orElseThrow())).isFalse();
  }

  @Test
  void the_same_key_under_another_name_does_not_verify_it() {
    var renamed = SigningKey.parse(key.privateJwk().replace("\"k1\"", "\"k2\""));

    assertThat(renamed.verifies(ParsedJws.parse(key.sign(PAYLOAD)).orElseThrow())).isFalse();
  }

  @Test
  void an_altered_payload_is_not_verified() {
    var parts = key.sign(PAYLOAD).split("\\.", -1);
    var forged =
        Base64.getUrlEncoder().withoutPadding().encodeToString("{\"sub\":\"eve\"}".getBytes(UTF_8));

    var parsed = ParsedJws.parse(parts[0] + "." + forged + "." + parts[2]).orElseThrow();

    assertThat(key.verifies(parsed)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"kty\":\"EC\"}", "[]", "secret"})
  void what_is_no_private_key_is_refused_without_being_quoted(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.parse(text))
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  @Test
  void a_public_key_cannot_sign() throws Exception {
    var publicOnly = ECKey.parse(key.publicJwk()).toJSONString();

    assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.parse(publicOnly));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\"b", "../k", "k 1"})
  void a_name_that_would_need_escaping_is_refused(String kid) {
    assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.generate(kid));
  }

  @Test
  void it_is_not_printed() {
    assertThat(key.toString()).isEqualTo("SigningKey[k1]");
  }
}
