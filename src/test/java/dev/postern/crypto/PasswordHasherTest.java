package dev.postern.crypto;

import static dev.postern.crypto.PasswordHasher.Verdict.MATCH;
import static dev.postern.crypto.PasswordHasher.Verdict.MATCH_OUTDATED;
import static dev.postern.crypto.PasswordHasher.Verdict.MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PasswordHasherTest {
  private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
  private static final Argon2Parameters SLOW = new Argon2Parameters(65_536, 4, 1);
  private static final PlainPassword PASSWORD = new PlainPassword("correct horse battery");

  private static final String BCRYPT =
      "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";

  private final SecureToken random = new SecureToken();

  @Test
  void production_hashes_with_19_mebibytes_and_two_passes() {
    try (var hasher = hasher(Argon2Parameters.OWASP)) {
      var hash = hasher.hash(PASSWORD);

      assertThat(hash)
          .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
      assertThat(hasher.verify(PASSWORD, Optional.of(hash))).isEqualTo(MATCH);
    }
  }

  @Test
  void the_right_password_matches_and_another_does_not() {
    try (var hasher = hasher(CHEAP)) {
      var stored = Optional.of(hasher.hash(PASSWORD));

      assertThat(hasher.verify(PASSWORD, stored)).isEqualTo(MATCH);
      assertThat(hasher.verify(new PlainPassword("correct horse"), stored)).isEqualTo(MISMATCH);
      assertThat(hasher.verify(new PlainPassword(""), stored)).isEqualTo(MISMATCH);
    }
  }

  @Test
  void the_same_password_is_never_stored_the_same() {
    try (var hasher = hasher(CHEAP)) {
      assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hasher.hash(PASSWORD));
    }
  }

  @Test
  void composed_and_decomposed_letters_are_the_same_password() {
    try (var hasher = hasher(CHEAP)) {
      var composed = new PlainPassword("caf\u00e9");
      var decomposed = new PlainPassword("cafe\u0301");

      assertThat(hasher.verify(decomposed, Optional.of(hasher.hash(composed)))).isEqualTo(MATCH);
      assertThat(hasher.verify(composed, Optional.of(hasher.hash(decomposed)))).isEqualTo(MATCH);
      assertThat(composed.length()).isEqualTo(4);
      assertThat(decomposed.length()).isEqualTo(5);
    }
  }

  @Test
  void every_character_of_a_long_password_counts() {
    try (var hasher = hasher(CHEAP)) {
      var stored = Optional.of(hasher.hash(new PlainPassword("a".repeat(72) + "b")));

      assertThat(hasher.verify(new PlainPassword("a".repeat(72) + "b"), stored)).isEqualTo(MATCH);
      assertThat(hasher.verify(new PlainPassword("a".repeat(72) + "c"), stored))
          .isEqualTo(MISMATCH);
    }
  }

  @Test
  void nobody_and_an_unreadable_hash_match_nothing() {
    try (var hasher = hasher(CHEAP)) {
      assertThat(hasher.verify(PASSWORD, Optional.empty())).isEqualTo(MISMATCH);
      assertThat(hasher.verify(PASSWORD, Optional.of("plain"))).isEqualTo(MISMATCH);
    }
  }

  @Test
  void a_hash_of_other_parameters_or_another_kind_is_outdated() {
    try (var before = hasher(CHEAP);
        var today = hasher(new Argon2Parameters(128, 1, 1))) {
      assertThat(today.verify(PASSWORD, Optional.of(before.hash(PASSWORD))))
          .isEqualTo(MATCH_OUTDATED);
      assertThat(today.verify(PASSWORD, Optional.of(BCRYPT))).isEqualTo(MATCH_OUTDATED);
      assertThat(today.verify(new PlainPassword("x"), Optional.of(BCRYPT))).isEqualTo(MISMATCH);
    }
  }

  @Test
  void many_threads_hash_at_once_without_disturbing_each_other() throws InterruptedException {
    try (var hasher = new PasswordHasher(CHEAP, 4, 64, random)) {
      var wrong = new ArrayList<String>();
      var threads = new ArrayList<Thread>();
      for (var i = 0; i < 32; i++) {
        var password = new PlainPassword("password " + i);
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  var stored = Optional.of(hasher.hash(password));
                  if (hasher.verify(password, stored) != MATCH) {
                    synchronized (wrong) {
                      wrong.add(password.value());
                    }
                  }
                }));
      }
      for (var thread : threads) {
        thread.join();
      }

      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void a_full_queue_sends_the_caller_away_at_once() throws InterruptedException {
    try (var hasher = new PasswordHasher(SLOW, 1, 1, random)) {
      var busy = Thread.ofVirtual().start(() -> hasher.hash(PASSWORD));
      awaitBusy(hasher);
      var waiting = Thread.ofVirtual().start(() -> hasher.hash(PASSWORD));
      awaitWaiting(hasher, 1);

      assertThatExceptionOfType(Unavailable.class)
          .isThrownBy(() -> hasher.hash(PASSWORD))
          .satisfies(full -> assertThat(full.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
      busy.join();
      waiting.join();
    }
  }

  @Test
  void an_interrupted_caller_leaves_the_queue() throws InterruptedException {
    try (var hasher = new PasswordHasher(SLOW, 1, 1, random)) {
      var busy = Thread.ofVirtual().start(() -> hasher.hash(PASSWORD));
      awaitBusy(hasher);
      var answer = new AtomicReference<Throwable>();
      var waiting =
          Thread.ofVirtual()
              .uncaughtExceptionHandler((_, thrown) -> answer.set(thrown))
              .start(() -> hasher.hash(PASSWORD));
      awaitWaiting(hasher, 1);

      waiting.interrupt();
      waiting.join();

      assertThat(answer.get()).isInstanceOf(Unavailable.class);
      assertThat(hasher.waiting()).isZero();
      busy.join();
    }
  }

  @Test
  void closing_sends_those_who_wait_away() throws InterruptedException {
    var hasher = new PasswordHasher(SLOW, 1, 1, random);
    var busy = Thread.ofVirtual().start(() -> hasher.hash(PASSWORD));
    awaitBusy(hasher);
    var answer = new AtomicReference<Throwable>();
    var waiting =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((_, thrown) -> answer.set(thrown))
            .start(() -> hasher.hash(PASSWORD));
    awaitWaiting(hasher, 1);

    hasher.close();
    waiting.join();

    assertThat(answer.get()).isInstanceOf(Unavailable.class);
    assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> hasher.hash(PASSWORD));
    busy.join();
  }

  @Test
  void a_password_is_not_printed() {
    assertThat(PASSWORD.toString()).doesNotContain("correct");
  }

  private PasswordHasher hasher(Argon2Parameters parameters) {
    return new PasswordHasher(parameters, 1, 8, random);
  }

  private static void awaitBusy(PasswordHasher hasher) {
    awaitThat(() -> hasher.working() == 1);
  }

  private static void awaitWaiting(PasswordHasher hasher, int callers) {
    awaitThat(() -> hasher.waiting() == callers);
  }

  private static void awaitThat(BooleanSupplier condition) {
    var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
  }
}
