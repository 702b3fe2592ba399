package dev.postern.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedDomainsTest {
  @ParameterizedTest
  @CsvSource({
    "https://example.com,                https://example.com/any/path?x",
    "https://example.com,                https://example.com",
    "https://example.com,                https://example.com:443/",
    "https://example.com,                HTTPS://EXAMPLE.COM/",
    "https://example.com,                https://example.com?next=https://evil.example",
    "https://example.com,                https://example.com#@evil.example",
    "https://example.com,                https://example.com/@evil.example",
    "https://example.com,                https://example.com/über",
    "https://example.com/app?x#y,        https://example.com/other",
    "https://Example.COM,                https://example.com/",
    "https://example.com:443,            https://example.com/",
    "http://example.com:80,              http://example.com/",
    "https://example.com:3000,           https://example.com:3000/",
    "http://192.168.1.20:8080,           http://192.168.1.20:8080/",
    "http://[fd00::1]:8080,              http://[fd00::1]:8080/",
    "https://müller.example,             https://xn--mller-kva.example/",
    "https://*.müller.example,           https://a.xn--mller-kva.example/",
    "myapp://callback,                   myapp://callback/path",
    "https://*.example.com,              https://api.example.com/",
    "https://*.example.com/,             https://api.example.com/",
    "https://*.Example.com,              https://API.example.com/",
    "https://*.example.com,              https://api.example.com:443/",
    "https://**.example.com,             https://a.b.c.example.com/",
    "https://**.example.com,             https://a.example.com/",
    "https://*.example.com:*,            https://api.example.com:8080/",
    "https://*.example.com:*,            https://api.example.com/",
    "https://*.example.com:443,          https://api.example.com/",
    "https://*.example.com:80*,          https://api.example.com:8081/",
    "https://api-*.example.com,          https://api-v1.example.com/",
    "https://api-*.example.com,          https://api-.example.com/",
    "https://*-*.example.com,            https://a-b-c.example.com/",
    "http://*.example.com,               http://api.example.com/",
    "https://*,                          https://intranet/",
    "https://**,                         https://a.b.c/",
  })
  void a_url_that_matches_is_trusted(String baseUrl, String url) {
    assertThat(trusting(baseUrl).trusts(url)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com,                http://example.com/",
    "https://example.com,                https://www.example.com/",
    "https://example.com,                https://example.com:8443/",
    "https://example.com,                https://example.com.evil.example/",
    "https://example.com,                https://evilexample.com/",
    "https://example.com,                https://example.comevil/",
    "https://example.com,                https://exampleXcom/",
    "https://example.com:3000,           https://example.com/",
    "https://example.com:3000,           https://example.com:30000/",
    "http://example.com,                 ws://example.com/",
    "http://192.168.1.20,                http://192.168.1.020/",
    "http://1.2.3.4,                     http://1.2.772/",
    "http://[fd00::1],                   http://[fd00::2]/",
    "https://straße.example,             https://strasse.example/",
    "https://xn--strae-oqa.example,      https://strasse.example/",
    "myapp://callback,                   myapp://CALLBACK/",
    "myapp://callback,                   otherapp://callback/",
    "https://*.example.com,              https://api.v2.example.com/",
    "https://*.example.com,              https://example.com/",
    "https://*.example.com,              https://.example.com/",
    "https://*.example.com,              http://api.example.com/",
    "https://*.example.com,              https://api.example.com:8080/",
    "https://*.example.com,              https://api.example.com.evil.example/",
    "https://*.example.com,              https://evil.example/.example.com",
    "https://*.example.com,              https://evil.example?.example.com",
    "https://*.example.com,              https://evil.example#.example.com",
    "https://*.example.com,              https://evil.example:443.example.com/",
    "https://**.example.com,             https://example.com/",
    "https://**.example.com,             https://a.example.com:8080/",
    "https://*.example.com:80*,          https://api.example.com:9080/",
    "https://api-*.example.com,          https://api.example.com/",
    "https://api.*.com,                  https://apiXa.com/",
    "https://*,                          https://example.com/",
    "myapp://*,                          myapp://callback/",
    "*://example.com,                    https://example.com/",
    "*,                                  https://example.com/",
    "https://*@example.com,              https://a@example.com/",
    "example.com,                        https://example.com/",
    "https://,                           https:///",
    "'',                                 https://example.com/",
    "javascript://example.com,           javascript://example.com/%0aalert(1)",
    "'https://example.com ',             https://example.com/",
    "https://example.com\\@x.example,    https://example.com/",
  })
  void a_url_that_does_not_match_is_not_trusted(String baseUrl, String url) {
    assertThat(trusting(baseUrl).trusts(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sub.localhost:5173/x",
        "http://a.b.localhost",
        "https://127.1.2.3",
        "http://[::1]:80",
        "http://localhost",
        "http://LOCALHOST:3000/a?b#c",
        "https://localhost:65535",
        "exp://127.0.0.1:8081/--/callback",
        "myapp://localhost/callback",
      })
  void localhost_is_trusted_where_the_project_allows_it(String url) {
    assertThat(new TrustedDomains(true, List.of()).trusts(url)).isTrue();
    assertThat(new TrustedDomains(false, List.of()).trusts(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost.evil.example",
        "http://evil-localhost",
        "http://localhost.",
        "http://.localhost",
        "http://localhost:65536",
        "http://localhost:",
        "http://localhost:80:80",
        "http://localhost@evil.example",
        "http://127.0.0.1.evil.example",
        "http://127.1",
        "http://127.0.0.256",
        "http://127.0.0.01",
        "http://0x7f.0.0.1",
        "http://2130706433",
        "http://0177.0.0.1",
        "http://1.127.0.0.1",
        "http://[0:0:0:0:0:0:0:1]",
        "http://[::ffff:127.0.0.1]",
        "http://[::1%25lo]",
        "http://[::1]evil.example",
        "http://[::1].evil.example",
        "http://0.0.0.0",
        "javascript://localhost/%0aalert(1)",
        "JavaScript://localhost/%0aalert(1)",
        "java\tscript://localhost/%0aalert(1)",
        " javascript://localhost/%0aalert(1)",
        "data://localhost/,x",
        "vbscript://localhost/x",
        "blob://localhost/x",
        "blob:http://localhost/x",
        "file://localhost/etc/passwd",
        "about://localhost",
        "intent://localhost/#Intent;scheme=https;S.browser_fallback_url=https://evil.example;end",
        "view-source:http://localhost",
        "localhost",
        "localhost:3000",
        "//localhost",
        "/localhost",
        "",
      })
  void what_only_looks_like_localhost_is_not_trusted(String url) {
    assertThat(new TrustedDomains(true, List.of()).trusts(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.example@evil.example",
        "https://good.example:443@evil.example",
        "https://evil.example@good.example",
        "https://@good.example",
        "https://good.example\\@evil.example",
        "https://evil.example\\@good.example",
        "https://evil.example\\.good.example",
        "https:\\\\good.example",
        "https:/\\good.example",
        "https://good.example\\evil",
        "https:good.example",
        "https:/good.example",
        "https:///good.example",
        "https:evil.example",
        "//good.example",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "good.example",
        "/path",
        "?x",
        "#x",
        "://good.example",
        "https://",
        "https:///",
      })
  void a_url_whose_host_others_find_elsewhere_is_not_trusted(String url) {
    assertRefused(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.example.",
        "https://good.example..",
        "https://good..example",
        "https://good.example%2f.evil.example",
        "https://good.example%2eevil.example",
        "https://good%2eexample",
        "https://%67ood.example",
        "https://good.example%00.evil.example",
        "https://good.example%23.evil.example",
        "https://good。example",
        "https://good.example\uff0f.evil.example",
        "https://gооd.example",
        "https://ｇood.example",
        "https://go\u00adod.example",
        "https://evil.example\u2100.good.example",
        "https://good.example;evil.example",
        "https://good.example,evil.example",
        "https://good.example:443evil",
        "https://good.example:-443",
        "https://good.example:000443",
        "https://good.example:４４３",
        "https://good.example:",
      })
  void a_host_that_browsers_repair_is_not_trusted(String url) {
    assertRefused(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\thttps://good.example",
        "https://good.example\n",
        "https://good.example/\t",
        "https://good.example/a b",
        "https://good.example/a\r\nLocation: https://evil.example",
        "https://go\tod.example",
        "ht\ntps://good.example",
        "https:/\t/good.example",
        "https://good.example\u0000",
        "https://good.example/\u0085",
        "https://good.example/\u2028",
        "\ufeffhttps://good.example",
        "\u00a0https://good.example",
        "ｈttps://good.example",
        "http\u017f://good.example",
        "\u212ahttps://good.example",
        "https://[good.example]",
        "https://good.example]",
        "https://<good.example>",
        "https://good.example|evil",
        "https://good.example^",
        "feed:https://good.example",
        "url:https://good.example",
        "jar:https://good.example!/",
      })
  void a_url_with_characters_that_browsers_drop_is_not_trusted(String url) {
    assertRefused(url);
  }

  @Test
  void one_unusable_domain_does_not_hide_the_others() {
    var domains = trusting("nonsense", "https://*:x", "https://good.example");
    assertThat(domains.trusts("https://good.example/")).isTrue();
  }

  @Test
  void a_domain_longer_than_the_contract_allows_covers_nothing() {
    var path = "a".repeat(300 - "https://good.example/".length());
    assertThat(trusting("https://good.example/" + path).trusts("https://good.example")).isTrue();
    assertThat(trusting("https://good.example/a" + path).trusts("https://good.example")).isFalse();
  }

  @Test
  @Timeout(30)
  void long_hostile_urls_and_patterns_are_answered_at_once() {
    var pattern = "https://" + "**a".repeat(90) + "b";
    var domains = new TrustedDomains(true, List.of(new TrustedDomain(pattern, "/handler")));
    for (var part : List.of("a", "a.", "a@", ":", "/", "%", "-", "[", "0", "é", "\\")) {
      assertThat(domains.trusts("https://" + part.repeat(50_000) + "!")).isFalse();
      assertThat(domains.trusts(part.repeat(50_000))).isFalse();
    }
    var host = "a".repeat(252) + "c";
    for (var round = 0; round < 100; round++) {
      assertThat(domains.trusts("https://" + host)).isFalse();
    }
  }

  private static void assertRefused(String url) {
    var domains = trusting("https://good.example", "https://**.good.example");
    assertThat(domains.trusts("https://good.example")).isTrue();
    assertThat(domains.trusts(url)).isFalse();
  }

  private static TrustedDomains trusting(String... baseUrls) {
    var domains = List.of(baseUrls).stream().map(url -> new TrustedDomain(url, "/handler"));
    return new TrustedDomains(false, domains.toList());
  }
}
