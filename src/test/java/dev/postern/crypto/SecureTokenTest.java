package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecureTokenTest {
  private final SecureToken random = new SecureToken();

  @ParameterizedTest
  @CsvSource({"224, 45", "80, 16", "60, 12", "5, 1", "6, 2"})
  void a_token_has_as_many_symbols_as_its_bits_need(int bits, int symbols) {
    assertThat(random.token(bits)).hasSize(symbols).matches("[0-9a-hjkmnp-tv-z]+");
  }

  @Test
  void every_symbol_of_the_alphabet_is_used() {
    var seen = new HashSet<Integer>();

    random.token(50_000).chars().forEach(seen::add);

    assertThat(seen).hasSize(32);
  }

  @Test
  void a_uuid_is_version_4_of_the_usual_variant() {
    for (var i = 0; i < 1_000; i++) {
      var uuid = random.uuid();

      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
    }
  }

  @Test
  void threads_never_get_the_same() throws InterruptedException {
    var seen = ConcurrentHashMap.<String>newKeySet();
    var threads = new Thread[8];
    for (var i = 0; i < threads.length; i++) {
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                for (var n = 0; n < 1_000; n++) {
                  seen.add(random.token(224));
                  seen.add(random.uuid().toString());
                }
              });
    }
    for (var thread : threads) {
      thread.join();
    }

    assertThat(seen).hasSize(16_000);
  }
}
