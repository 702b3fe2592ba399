package dev.postern.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
  private static final UUID TENANT = UUID.fromString("7a1e6cd4-8a5f-4d6e-9a57-0f6f6f2e3b10");
  private static final Place HERE = new Place("postern.tokens", "access", TENANT, "17");

  private final SecureToken random = new SecureToken();
  private final MasterKey masterKey = MasterKey.generate(random);
  private final Keyring keyring = new Keyring(masterKey, random);

  @Test
  void what_is_sealed_opens_at_its_place() {
    var envelope = keyring.seal("sesame", HERE);

    assertThat(envelope).matches("v1\\.[A-Za-z0-9_-]{8}\\.[A-Za-z0-9_-]+").doesNotContain("sesame");
    assertThat(keyring.openText(envelope, HERE)).isEqualTo("sesame");
    assertThat(keyring.open(envelope, HERE)).isEqualTo("sesame".getBytes(UTF_8));
  }

  @Test
  void nothing_can_be_sealed_too() {
    assertThat(keyring.openText(keyring.seal("", HERE), HERE)).isEmpty();
  }

  @Test
  void the_same_value_never_looks_the_same() {
    assertThat(keyring.seal("sesame", HERE)).isNotEqualTo(keyring.seal("sesame", HERE));
  }

  @Test
  void moved_to_another_place_it_does_not_open() {
    var envelope = keyring.seal("sesame", HERE);

    refusesToOpen(envelope, new Place("postern.token", "access", TENANT, "17"));
    refusesToOpen(envelope, new Place("postern.tokens", "refresh", TENANT, "17"));
    refusesToOpen(envelope, new Place("postern.tokens", "access", random.uuid(), "17"));
    refusesToOpen(envelope, new Place("postern.tokens", "access", TENANT, "18"));
    refusesToOpen(envelope, new Place("postern.tokensa", "ccess", TENANT, "17"));
  }

  @Test
  void altered_anywhere_it_does_not_open() {
    var envelope = keyring.seal("sesame", HERE);
    var body = envelope.lastIndexOf('.') + 1;

    for (var i = body; i < envelope.length() - 1; i++) {
      var other = envelope.charAt(i) == 'A' ? 'B' : 'A';
      refusesToOpen(envelope.substring(0, i) + other + envelope.substring(i + 1), HERE);
    }
  }

  @Test
  void cut_off_anywhere_it_does_not_open() {
    var envelope = keyring.seal("sesame", HERE);
    var body = envelope.lastIndexOf('.') + 1;

    for (var length = body; length < envelope.length(); length++) {
      refusesToOpen(envelope.substring(0, length), HERE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sesame", "v1", "v1.abcdefgh", "v2.abcdefgh.AAAA", "v1.a.b.c"})
  void what_is_no_envelope_does_not_open(String text) {
    refusesToOpen(text, HERE);
  }

  @Test
  void a_former_master_key_still_opens_and_the_new_one_seals() {
    var old = keyring.seal("sesame", HERE);
    var newer = MasterKey.generate(random);
    var both = MasterKey.parse(newer.reveal() + ", " + masterKey.reveal());
    var changed = new Keyring(both, random);

    assertThat(changed.openText(old, HERE)).isEqualTo("sesame");
    assertThat(changed.isCurrent(old)).isFalse();
    var resealed = changed.seal("sesame", HERE);
    assertThat(changed.isCurrent(resealed)).isTrue();
    assertThat(new Keyring(newer, random).openText(resealed, HERE)).isEqualTo("sesame");
  }

  @Test
  void a_master_key_that_is_not_held_is_named_without_being_shown() {
    var envelope = keyring.seal("sesame", HERE);
    var other = MasterKey.generate(random);

    assertThatExceptionOfType(UnknownMasterKey.class)
        .isThrownBy(() -> new Keyring(other, random).open(envelope, HERE))
        .withMessageContaining(envelope.split("\\.", -1)[1])
        .withMessageContaining("postern.tokens.access of row 17")
        .withMessageContaining("POSTERN_MASTER_KEY")
        .satisfies(unknown ->
            assertThat(unknown.getMessage())
                .doesNotContain(other.reveal(), masterKey.reveal(), envelope));
  }

  private void refusesToOpen(String envelope, Place place) {
    assertThatExceptionOfType(SealedElsewhere.class)
        .isThrownBy(() -> keyring.open(envelope, place))
        .withMessageContaining(place.toString());
  }
}
