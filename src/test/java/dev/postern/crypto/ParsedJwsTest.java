package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.ECDSA;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedJwsTest {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final String ORDER_OF_P256 = "/////wAAAAD//////////7zm+q2nF56E87nKwvxjJVE=";

  private final SigningKey key = SigningKey.generate("k1");
  private final String[] parts = key.sign("{\"sub\":\"ada\"}").split("\\.", -1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\",\"kid\":\"k1\"}",
        "{\"alg\":\"None\",\"kid\":\"k1\"}",
        "{\"alg\":\"HS256\",\"kid\":\"k1\"}",
        "{\"alg\":\"ES384\",\"kid\":\"k1\"}",
        "{\"alg\":\"es256\",\"kid\":\"k1\"}",
        "{\"alg\":[\"ES256\"],\"kid\":\"k1\"}",
        "{\"alg\":null,\"kid\":\"k1\"}",
        "{\"kid\":\"k1\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"kid\":\"\"}",
        "{\"alg\":\"ES256\",\"kid\":7}",
        "{\"alg\":\"ES256\",\"kid\":{\"kid\":\"k1\"}}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",\"crit\":[\"exp\"]}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",\"crit\":null}",
        "{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"k1\"}",
        "{\"alg\":\"ES256\",\"kid\":\"k2\",\"kid\":\"k1\"}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"a\",\"typ\":\"b\"}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\"} {}",
        "{\"alg\":\"ES256\",\"kid\":\"k1\"}x",
        "{\"alg\":\"ES256\",\"kid\":\"k1\"",
        "{\"alg\":\"ES256\",\"kid\":\"k1\",}",
        "[\"ES256\",\"k1\"]",
        "\"ES256\"",
        "",
        "{}"
      })
  void a_header_that_is_not_plainly_es256_is_refused(String header) {
    refuses(encode(header) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void a_header_in_utf_16_or_broken_utf_8_is_refused() {
    var header = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";

    refuses(ENCODER.encodeToString(header.getBytes(UTF_16)) + "." + parts[1] + "." + parts[2]);
    var broken = header.replace("k1", "k?").getBytes(UTF_8);
    broken[broken.length - 3] = (byte) 0xff;
    refuses(ENCODER.encodeToString(broken) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void keys_that_the_header_brings_along_change_nothing() {
    var header =
        "{\"jwk\":{\"kid\":\"evil\",\"alg\":\"none\"},\"jku\":\"https://evil.example\","
            + "\"x5u\":\"x\","
            + "\"x5c\":[\"x\"],\"alg\":\"ES256\",\"kid\":\"k1\",\"typ\":\"JWT\"}";

    var parsed = ParsedJws.parse(encode(header) + "." + parts[1] + "." + parts[2]).orElseThrow();

    assertThat(parsed.kid()).isEqualTo("k1");
    assertThat(key.verifies(parsed)).isFalse();
  }

  @Test
  void a_key_id_is_at_most_64_characters_long() {
    assertThat(ParsedJws.parse(withKid("k".repeat(64)))).isPresent();
    refuses(withKid("k".repeat(65)));
    refuses(withKid("k".repeat(10_000)));
  }

  @Test
  void anything_but_three_parts_is_refused() {
    var whole = String.join(".", parts);

    refuses("");
    refuses(".");
    refuses("..");
    refuses(parts[0]);
    refuses(parts[0] + "." + parts[1]);
    refuses(parts[0] + "." + parts[1] + ".");
    refuses(whole + ".");
    refuses(whole + "." + parts[2]);
    refuses("." + whole);
  }

  @Test
  void anything_but_canonical_base64url_is_refused() {
    var start = parts[0] + "." + parts[1] + ".";

    refuses(start + parts[2] + "=");
    refuses(start + parts[2] + "==");
    refuses(start + parts[2] + " ");
    refuses(start + parts[2] + "\n");
    refuses(start + "+" + parts[2].substring(1));
    refuses(start + "é" + parts[2].substring(1));
    refuses(start + parts[2].substring(0, 85) + strayBits(parts[2].charAt(85)));
    refuses(parts[0] + "=." + parts[1] + "." + parts[2]);
    refuses(parts[0] + "." + parts[1] + "\u0000." + parts[2]);
  }

  @Test
  void a_signature_that_is_cut_off_or_longer_is_refused() {
    var start = parts[0] + "." + parts[1] + ".";

    for (var length = 0; length < parts[2].length(); length++) {
      refuses(start + parts[2].substring(0, length));
    }
    refuses(start + parts[2] + "A");
    refuses(start + parts[2] + "AAAA");
  }

  @Test
  void a_signature_in_der_is_refused() throws Exception {
    var der = ECDSA.transcodeSignatureToDER(Base64.getUrlDecoder().decode(parts[2]));

    refuses(parts[0] + "." + parts[1] + "." + ENCODER.encodeToString(der));
  }

  @Test
  void zero_and_the_order_of_the_curve_are_no_part_of_a_signature() {
    var good = Base64.getUrlDecoder().decode(parts[2]);
    var order = Base64.getDecoder().decode(ORDER_OF_P256);

    refuses(signedBy(new byte[32], new byte[32]));
    refuses(signedBy(new byte[32], good));
    refuses(signedBy(good, new byte[32]));
    refuses(signedBy(order, order));
    refuses(signedBy(good, order));
    assertThat(ParsedJws.parse(signedBy(good, good))).isPresent();
  }

  @Test
  void a_long_token_is_refused_at_once() {
    var longPayload = encode("x".repeat(12_500));

    refuses(parts[0] + "." + longPayload + "." + parts[2]);
    refuses("a".repeat(1_000_000));
  }

  private static void refuses(String compact) {
    assertThat(ParsedJws.parse(compact)).as(compact).isEmpty();
  }

  private String withKid(String kid) {
    return encode("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}") + "." + parts[1] + "." + parts[2];
  }

  private String signedBy(byte[] r, byte[] s) {
    var both = new byte[64];
    System.arraycopy(r, 0, both, 0, 32);
    System.arraycopy(s, 0, both, 32, 32);
    return parts[0] + "." + parts[1] + "." + ENCODER.encodeToString(both);
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(UTF_8));
  }

  /// Another last character that stands for the same two bits.
  private static char strayBits(char last) {
    return (char) (last + 1);
  }
}
