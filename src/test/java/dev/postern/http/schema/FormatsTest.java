package dev.postern.http.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "3241a285-8329-4d69-8f3d-316e08cf140c",
        "3241A285-8329-4D69-8F3D-316E08CF140C",
        "3241a285-8329-1d69-9f3d-316e08cf140c",
        "3241a285-8329-5d69-af3d-316e08cf140c",
        "3241a285-8329-4d69-bf3d-316e08cf140c",
        "00000000-0000-0000-0000-000000000000",
      })
  void uuids_are_of_versions_1_to_5_or_nil(String text) {
    assertThat(Formats.isUuid(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "me",
        "01933e2c-5b5e-7cc3-98c4-dc0c0c07398f",
        "3241a285-8329-0d69-8f3d-316e08cf140c",
        "3241a285-8329-6d69-8f3d-316e08cf140c",
        "3241a285-8329-4d69-7f3d-316e08cf140c",
        "3241a285-8329-4d69-cf3d-316e08cf140c",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "3241a28583294d698f3d316e08cf140c",
        "{3241a285-8329-4d69-8f3d-316e08cf140c}",
        "3241a285-8329-4d69-8f3d-316e08cf140",
        "3241a285-8329-4d69-8f3d-316e08cf140cc",
        "3241a285-8329-4d69-8f3d-316e08cf140g",
        "3241a285-8329-4d69-8f3d-316e08cf140c\n",
        " 3241a285-8329-4d69-8f3d-316e08cf140c",
        "٣241a285-8329-4d69-8f3d-316e08cf140c",
      })
  void other_texts_are_no_uuids(String text) {
    assertThat(Formats.isUuid(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a@example.com",
        "a.b@example.com",
        "throwaway.mail+token@example.com",
        "email-alt-dash@demo-mail.com",
        "admin@a.longtldexample",
        "test@localhost",
        "test@gmail.com.a",
        "test.@example.com",
        "test..test@example.com",
        ".test@example.com",
        "A!#$%&'*+/=?^_`{|}~-Z@1.2.3.4",
        "a@xn--mller-kva.example",
      })
  void emails_are_what_html_takes(String text) {
    assertThat(Formats.isEmail(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@",
        "a@",
        "@example.com",
        "a@b@example.com",
        "a b@example.com",
        "a@example .com",
        " a@example.com",
        "a@example.com ",
        "a@example.com\n",
        "a@example.com\r\nBcc: b@example.com",
        "\"a b\"@example.com",
        "a@[127.0.0.1]",
        "a@.example.com",
        "a@example.com.",
        "a@example..com",
        "a@-example.com",
        "a@example-.com",
        "a@exa_mple.com",
        "ä@example.com",
        "a@müller.example",
        "a@example.com,b@example.com",
        "<a@example.com>",
      })
  void other_texts_are_no_emails(String text) {
    assertThat(Formats.isEmail(text)).isFalse();
  }

  @Test
  void a_label_of_an_email_has_at_most_63_characters() {
    assertThat(Formats.isEmail("a@" + "b".repeat(63) + ".com")).isTrue();
    assertThat(Formats.isEmail("a@" + "b".repeat(64) + ".com")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "https://example.com",
        "HTTPS://Example.com./a?b#c",
        "https://example.com:",
        "https://example.com:0/",
        "https://example.com:0000080/",
        "https://example.com:65535",
        "https://user:pass@example.com/",
        "https://a@b@example.com/",
        "https:example.com",
        "https:/example.com",
        "https:///example.com",
        "https:\\\\example.com\\a",
        "https://example.com\\@evil.example",
        "https://example.com/%zz",
        "https://müller.example/ü",
        "https://*.example.com",
        "https://a_b.example.com",
        "http://127.0.0.1",
        "http://127.1",
        "http://0x7f000001",
        "http://1.2.3.4.",
        "http://[::1]:3000/",
        "http://[::ffff:1.2.3.4]",
        "ws://example.com",
        "ftp://example.com",
        "httpx:anything",
        "wsx://",
        "data:image/png;base64,AAAA",
        "data:,",
        "mailto:a@example.com",
        "myapp:callback",
        "myapp:/callback",
        "myapp://",
        "myapp://callback",
        "myapp://a%20b:80/",
        "stack-auth-mobile-oauth-url://success",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "a:",
      })
  void urls_are_what_the_url_standard_parses(String text) {
    assertThat(Formats.isUrl(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "/path",
        "//example.com",
        "1a:b",
        ":a",
        "://example.com",
        "https:",
        "https://",
        "https:///",
        "https://?a",
        "https://#a",
        "https://:80",
        "https://user@",
        "https://user@:80",
        "https://example.com:65536",
        "https://example.com:a",
        "https://example.com:-1",
        "https://example.com:80:80",
        "https://exa mple.com",
        "https://example.com/a b",
        "https://exa\tmple.com",
        "https://example.com\n",
        "https://exa<mple.com",
        "https://exa|mple.com",
        "https://exa^mple.com",
        "https://[example.com]",
        "https://[::1",
        "https://[::1]a",
        "https://[:::1]",
        "https://[1.2.3.4]",
        "https://[fe80::1%25eth0]",
        "https://[]",
        "http://256.1.1.1",
        "http://1.2.3.4.5",
        "http://4294967296",
        "http://a.1",
        "http://1.2.3.08",
        "myapp://a<b",
        "myapp://a:b",
        "myapp://[a]",
      })
  void other_texts_are_no_urls(String text) {
    assertThat(Formats.isUrl(text)).isFalse();
  }

  @Test
  void an_inline_image_of_a_million_characters_is_a_url() {
    assertThat(Formats.isUrl("data:image/png;base64," + "A".repeat(1_000_000))).isTrue();
  }

  @Test
  @Timeout(30)
  void long_hostile_texts_are_answered_in_linear_time() {
    var parts =
        List.of("a", "a.", "-", "a-", "@", "a@", ".", ":", "/", "\\", "0", "0.", "[", "::", "%");
    for (var part : parts) {
      var text = part.repeat(20_000);
      for (var start :
          List.of("", "a@", "a@b.", "a:", "a://", "https://", "https://a@", "https://[")) {
        assertThat(Formats.isEmail(start + text + "\u0000")).isFalse();
        assertThat(Formats.isUuid(start + text)).isFalse();
        assertThat(Formats.isUrl(start + text + "\u0000")).isFalse();
        assertThat(Formats.isUrl("https://" + text + "<")).isFalse();
        assertThat(Formats.isUrl("https://" + text + ":65536")).isFalse();
      }
    }
  }
}
