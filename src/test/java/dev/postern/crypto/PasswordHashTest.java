package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
  private static final String SALT = "abcdefghijklmnopqrstuu";
  private static final String BCRYPT_OF_CORRECT_HORSE = "qREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  private static final String BCRYPT_OF_72_TIMES_A = "BzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe";
  private static final String BCRYPT_OF_COMPOSED = "usvfeYzFuQdqd.KjimlRKkZ2QcoHWhO";
  private static final String BCRYPT_OF_DECOMPOSED = "OPx4tXEYeRQ0j5wdqjQ2bd8EqDyvq5e";
  private static final String COMPOSED = "caf\u00e9";
  private static final String DECOMPOSED = "cafe\u0301";

  @Test
  void the_vector_of_rfc_9106_holds_with_reused_memory() {
    var memory = new Argon2BytesGenerator.FixedBlockPool(Argon2BytesGenerator.getBlockCount(32, 4));
    var parameters =
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withMemoryAsKB(32)
            .withIterations(3)
            .withParallelism(4)
            .withSalt(filled(16, 2))
            .withSecret(filled(8, 3))
            .withAdditional(filled(12, 4))
            .withBlockPool(memory)
            .build();

    for (var round = 0; round < 3; round++) {
      var tag = new byte[32];
      var generator = new Argon2BytesGenerator();
      generator.init(parameters);
      generator.generateBytes(filled(32, 1), tag);

      assertThat(HexFormat.of().formatHex(tag))
          .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
      })
  void the_hashes_of_the_reference_implementation_match(String text) {
    var hash = PasswordHash.parse(text).orElseThrow();

    assertThat(hash.text()).isEqualTo(text);
    assertThat(hash.matches(new PlainPassword("password"))).isTrue();
    assertThat(hash.matches(new PlainPassword("Password"))).isFalse();
    assertThat(hash.needsRehash(Argon2Parameters.OWASP)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=0256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=7,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=99,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/5",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$2b$17$abcdefghijklmnopqrstuuhKF09ZYWwH2zP/0fwE1X8e/Q1YNx/hO",
        "$2b$03$abcdefghijklmnopqrstuuhKF09ZYWwH2zP/0fwE1X8e/Q1YNx/hO",
        "$2x$05$abcdefghijklmnopqrstuuhKF09ZYWwH2zP/0fwE1X8e/Q1YNx/hO",
        "$2b$05$abcdefghijklmnopqrstuuhKF09ZYWwH2zP/0fwE1X8e/Q1YNx/h",
        "$2b$05$abcdefghijklmnopqrstuuhKF09ZYWwH2zP/0fwE1X8e/Q1YNx/hO\n",
        "267db5916e85883b4b1d890703b4ceb2:a840d1"
      })
  void a_text_of_no_known_kind_is_no_hash(String text) {
    assertThat(PasswordHash.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"$2a$", "$2b$", "$2y$"})
  void an_imported_bcrypt_hash_matches(String version) {
    var hash = bcrypt(version + "04$" + SALT + BCRYPT_OF_CORRECT_HORSE);

    assertThat(hash.matches(new PlainPassword("correct horse battery"))).isTrue();
    assertThat(hash.matches(new PlainPassword("correct horse"))).isFalse();
    assertThat(hash.needsRehash(Argon2Parameters.OWASP)).isTrue();
  }

  @Test
  void an_empty_password_has_a_bcrypt_hash_too() {
    var hash = bcrypt("$2b$04$" + SALT + "byCG3zY1GIXMyxfivm.ClDiInHzxjiq");

    assertThat(hash.matches(new PlainPassword(""))).isTrue();
    assertThat(hash.matches(new PlainPassword("a"))).isFalse();
  }

  @Test
  void bcrypt_takes_72_bytes_and_not_one_more() {
    var hash = bcrypt("$2b$04$" + SALT + BCRYPT_OF_72_TIMES_A);

    assertThat(hash.matches(new PlainPassword("a".repeat(72)))).isTrue();
    assertThat(hash.matches(new PlainPassword("a".repeat(73)))).isFalse();
    assertThat(hash.matches(new PlainPassword("a".repeat(72) + "é"))).isFalse();
    assertThat(hash.matches(new PlainPassword("a".repeat(71)))).isFalse();
  }

  @Test
  void bcrypt_is_tried_as_typed_and_then_composed() {
    var ofComposed = bcrypt("$2b$04$" + SALT + BCRYPT_OF_COMPOSED);
    var ofDecomposed = bcrypt("$2b$04$" + SALT + BCRYPT_OF_DECOMPOSED);

    assertThat(ofComposed.matches(new PlainPassword(COMPOSED))).isTrue();
    assertThat(ofComposed.matches(new PlainPassword(DECOMPOSED))).isTrue();
    assertThat(ofDecomposed.matches(new PlainPassword(DECOMPOSED))).isTrue();
    assertThat(ofDecomposed.matches(new PlainPassword(COMPOSED))).isFalse();
  }

  @Test
  void an_imported_scrypt_hash_matches() {
    var text =
        "267db5916e85883b4b1d890703b4ceb2:"
            + "a840d118e85ef2e938ae8dd791dd24f60c16a77282e3fc8d28e0e52e6ee2feb0"
            + "0cf3a9a73c7f6ce38474f5718d6a58bf8de35537ebf7d370c2c04ab503a41258";
    var hash = PasswordHash.parse(text).orElseThrow();

    assertThat(hash.text()).isEqualTo(text);
    assertThat(hash.matches(new PlainPassword("password123"))).isTrue();
    assertThat(hash.matches(new PlainPassword("password１２３"))).isTrue();
    assertThat(hash.matches(new PlainPassword("password124"))).isFalse();
    assertThat(hash.needsRehash(Argon2Parameters.OWASP)).isTrue();
  }

  private static PasswordHash bcrypt(String text) {
    return BcryptHash.parse(text).orElseThrow();
  }

  private static byte[] filled(int length, int value) {
    var bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
