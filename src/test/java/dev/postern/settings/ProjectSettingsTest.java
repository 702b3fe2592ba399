package dev.postern.settings;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ProjectSettingsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private static final Map<String, Predicate<ProjectSettings>> OFF_UNLESS_SET =
      Map.ofEntries(
          Map.entry("auth.password.allowSignIn", ProjectSettings::allowsPasswordSignIn),
          Map.entry("auth.otp.allowSignIn", ProjectSettings::allowsOtpSignIn),
          Map.entry("auth.passkey.allowSignIn", ProjectSettings::allowsPasskeySignIn),
          Map.entry("teams.allowClientTeamCreation", ProjectSettings::allowsClientTeamCreation),
          Map.entry("teams.createPersonalTeamOnSignUp", ProjectSettings::createsPersonalTeam),
          Map.entry("users.allowClientUserDeletion", ProjectSettings::allowsClientUserDeletion),
          Map.entry("users.publishAnonymousUsers", ProjectSettings::publishesAnonymousUsers),
          Map.entry(
              "onboarding.requireEmailVerification", ProjectSettings::requiresEmailVerification),
          Map.entry(
              "project.requirePublishableClientKey", ProjectSettings::requiresPublishableClientKey),
          Map.entry("apiKeys.enabled.user", ProjectSettings::allowsUserApiKeys),
          Map.entry("apiKeys.enabled.team", ProjectSettings::allowsTeamApiKeys),
          Map.entry("domains.allowLocalhost", s -> s.trustedDomains().allowsLocalhost()));

  static Stream<Entry<String, Predicate<ProjectSettings>>> offUnlessSet() {
    return OFF_UNLESS_SET.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("offUnlessSet")
  void a_switch_is_off_unless_its_own_key_says_true(
      Entry<String, Predicate<ProjectSettings>> setting) {
    var isOn = setting.getValue();
    assertThat(isOn.test(settings("{}"))).isFalse();
    assertThat(isOn.test(settings("{'%s': 'true'}".formatted(setting.getKey())))).isFalse();

    var settings = settings("{'%s': true}".formatted(setting.getKey()));

    assertThat(OFF_UNLESS_SET.values().stream().filter(other -> other.test(settings)))
        .containsExactly(isOn);
  }

  @ParameterizedTest
  @CsvSource({"{}, true", "false, false", "true, true", "null, true", "0, true", "'\"no\"', true"})
  void sign_up_is_open_unless_it_is_closed(String value, boolean isOpen) {
    assertThat(settings("{'auth.allowSignUp': %s}".formatted(value)).allowsSignUp())
        .isEqualTo(isOpen);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 8",
    "12, 12",
    "70, 70",
    "7, 8",
    "71, 8",
    "-1, 8",
    "12.5, 8",
    "1e99, 8",
    "99999999999, 8",
    "null, 8",
    "true, 8",
    "{}, 8",
    "'\"12\"', 8",
  })
  void a_password_has_between_8_and_70_characters_at_least(String value, int minimum) {
    var settings = settings("{'auth.password.minimumLength': %s}".formatted(value));
    assertThat(settings.minimumPasswordLength()).isEqualTo(minimum);
  }

  @Test
  void trusted_domains_are_sorted_by_address_and_complete() {
    var settings =
        settings(
            """
            {"domains": {"trustedDomains": {
              "1": {"baseUrl": "https://b.example", "handlerPath": "/auth"},
              "2": {"baseUrl": "https://A.example"},
              "3": {"baseUrl": "https://a.example", "handlerPath": 5},
              "4": {"handlerPath": "/handler"},
              "5": {"baseUrl": ["https://c.example"]},
              "6": "https://d.example"}}}
            """);
    assertThat(settings.trustedDomains())
        .isEqualTo(
            new TrustedDomains(
                false,
                List.of(
                    new TrustedDomain("https://a.example", "/handler"),
                    new TrustedDomain("https://A.example", "/handler"),
                    new TrustedDomain("https://b.example", "/auth"))));
  }

  @Test
  void providers_are_sorted_by_id_and_have_a_type() {
    var settings =
        settings(
            """
            {"auth.oauth.providers": {
              "work": {"type": "google", "allowSignIn": true},
              "Apple": {"type": "apple", "allowSignIn": true},
              "github": {"type": "github"},
              "nobody": {"allowSignIn": true},
              "odd": {"type": 5, "allowSignIn": true},
              "scalar": "google"}}
            """);
    assertThat(settings.providers())
        .containsExactly(
            new ProjectSettings.Provider("Apple", "apple", true),
            new ProjectSettings.Provider("github", "github", false),
            new ProjectSettings.Provider("work", "google", true));
    assertThat(settings.signInProviderTypes()).containsExactly("apple", "google");
  }

  @Test
  void the_environment_wins_over_the_branch_and_the_branch_over_the_project() {
    var settings =
        ProjectSettings.of(
            List.of(
                json("{'auth.otp.allowSignIn': true, 'auth.passkey.allowSignIn': true}"),
                json("{'auth.otp.allowSignIn': false, 'auth.allowSignUp': false}"),
                json("{'auth.allowSignUp': true}")));
    assertThat(settings.allowsPasskeySignIn()).isTrue();
    assertThat(settings.allowsOtpSignIn()).isFalse();
    assertThat(settings.allowsSignUp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "'text'", "[]", "[{'a': 1}]", "true", "null", "{}", "{'x': []}"})
  void a_document_of_wrong_types_holds_the_defaults(String value) {
    assertDefaults(settings(allAre(value, "auth", "domains", "users", "apiKeys")));
    assertDefaults(
        settings(allAre(value, "auth.password", "auth.oauth", "domains.trustedDomains")));
    assertDefaults(settings(allAre(value, "auth.oauth.providers", "apiKeys.enabled")));
  }

  @Test
  void what_is_handed_out_cannot_change_the_settings() {
    var settings = settings("{'auth.allowSignUp': false}");
    settings.rendered().withObject("/auth").put("allowSignUp", true);
    assertThat(settings.allowsSignUp()).isFalse();
  }

  private static String allAre(String value, String... keys) {
    return Stream.of(keys).map(key -> "'" + key + "': " + value).collect(joining(", ", "{", "}"));
  }

  private static void assertDefaults(ProjectSettings settings) {
    assertThat(OFF_UNLESS_SET.values()).noneMatch(isOn -> isOn.test(settings));
    assertThat(settings.allowsSignUp()).isTrue();
    assertThat(settings.minimumPasswordLength()).isEqualTo(8);
    assertThat(settings.trustedDomains()).isEqualTo(new TrustedDomains(false, List.of()));
    assertThat(settings.providers()).isEmpty();
    assertThat(settings.signInProviderTypes()).isEmpty();
  }

  private static ProjectSettings settings(String document) {
    return ProjectSettings.of(List.of(json(document)));
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
  }
}
