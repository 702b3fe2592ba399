package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
  private static final long NOW = 1_111_111_110;

  /// RFC 6238 Appendix B, the rows of SHA-1. Ours are the last six of its eight digits (RFC 4226
  /// §5.3 takes the same number modulo another power of ten).
  @ParameterizedTest
  @CsvSource({
    "59, 94287082, 1",
    "1111111109, 07081804, 37037036",
    "1111111111, 14050471, 37037037",
    "1234567890, 89005924, 41152263",
    "2000000000, 69279037, 66666666",
    "20000000000, 65353130, 666666666"
  })
  void the_vectors_of_the_specification_hold(long second, String eightDigits, long step) {
    var time = Instant.ofEpochSecond(second);
    var code = eightDigits.substring(2);

    assertThat(Totp.code(SECRET, time)).isEqualTo(code);
    assertThat(Totp.stepOf(SECRET, code, time)).hasValue(step);
  }

  @ParameterizedTest
  @CsvSource({"-31, false", "-30, true", "0, true", "30, true", "59, true", "60, false"})
  void a_code_is_taken_one_step_before_and_one_after_its_own(long seconds, boolean isTaken) {
    var now = Instant.ofEpochSecond(NOW);

    var step = Totp.stepOf(SECRET, Totp.code(SECRET, now.plusSeconds(seconds)), now);

    assertThat(step.isPresent()).isEqualTo(isTaken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "50471", "14050471", " 050471", "050471 ", "０５０４７１", "05047l"})
  void what_is_not_the_code_to_the_letter_is_wrong(String code) {
    assertThat(Totp.stepOf(SECRET, code, Instant.ofEpochSecond(NOW + 1))).isEmpty();
  }

  @Test
  void another_secret_shows_another_code() {
    var now = Instant.ofEpochSecond(NOW);
    var other = "12345678901234567891".getBytes(US_ASCII);

    assertThat(Totp.stepOf(SECRET, Totp.code(other, now), now)).isEmpty();
  }
}
