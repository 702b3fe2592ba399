package dev.postern.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class OverridesTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void a_change_keeps_what_it_does_not_name() {
    assertThat(patched("{'a': 1, 'b.c': 2}", "{'d': 3}")).isEqualTo(json("{'a':1,'b.c':2,'d':3}"));
  }

  @Test
  void a_key_replaces_the_key_of_the_same_name_without_merging() {
    assertThat(patched("{'a': {'x': 1, 'y': 2}}", "{'a': {'x': 3}}"))
        .isEqualTo(json("{'a': {'x': 3}}"));
  }

  @Test
  void a_key_drops_all_stored_keys_below_it() {
    assertThat(patched("{'a.b': 1, 'a.c.d': 2, 'ab': 3}", "{'a': {}}"))
        .isEqualTo(json("{'ab': 3, 'a': {}}"));
  }

  @Test
  void a_key_leaves_a_stored_value_of_a_shorter_key_alone() {
    assertThat(patched("{'a': {'b': 1}}", "{'a.b': 2}"))
        .isEqualTo(json("{'a': {'b': 1}, 'a.b': 2}"));
  }

  @Test
  void keys_of_one_change_do_not_drop_each_other() {
    assertThat(patched("{}", "{'a.b': 1, 'a': {'c': 2}}"))
        .isEqualTo(json("{'a.b': 1, 'a': {'c': 2}}"));
  }

  @Test
  void a_null_is_stored() {
    assertThat(patched("{'a.b': 1}", "{'a.b': null}")).isEqualTo(json("{'a.b': null}"));
  }

  @Test
  void a_change_leaves_both_documents_as_they_were() {
    var stored = json("{'a.b': 1}");
    var incoming = json("{'a': {'c': {}}}");
    Overrides.patch(stored, incoming).withObject("/a/c").put("x", true);
    assertThat(stored).isEqualTo(json("{'a.b': 1}"));
    assertThat(incoming).isEqualTo(json("{'a': {'c': {}}}"));
  }

  @Test
  void a_key_that_is_reset_goes_with_all_below_it() {
    assertThat(reset("{'a': 1, 'a.b': 2, 'ab': 3}", "a")).isEqualTo(json("{'ab': 3}"));
  }

  @Test
  void a_key_is_reset_inside_nested_objects_too() {
    assertThat(reset("{'a': {'b': {'c': 1, 'd': 2}}}", "a.b.c"))
        .isEqualTo(json("{'a': {'b': {'d': 2}}}"));
    assertThat(reset("{'a.b': {'c': {'x': 1}, 'd': 2}}", "a.b.c"))
        .isEqualTo(json("{'a.b': {'d': 2}}"));
  }

  @Test
  void an_object_left_empty_by_a_reset_goes_too() {
    assertThat(reset("{'a': {'b': {'c': 1}}, 'd': 2}", "a.b.c")).isEqualTo(json("{'d': 2}"));
    assertThat(reset("{'a': {'b': {'c': 1}, 'x': {}}}", "a.b.c"))
        .isEqualTo(json("{'a': {'x': {}}}"));
  }

  @Test
  void resetting_an_unknown_key_does_nothing() {
    var stored = "{'a': {'b': 1, 'e': {}}, 'c.d': [], 'n': null}";
    assertThat(reset(stored, "x", "a.x", "a.b.x", "a.e.x", "c", "c.d.0", "n.x", ""))
        .isEqualTo(json("{'a': {'b': 1, 'e': {}}, 'n': null}"));
  }

  @Test
  void a_higher_level_wins() {
    assertThat(rendered("{'auth.allowSignUp': true}", "{'auth.allowSignUp': false}"))
        .isEqualTo(json("{'auth': {'allowSignUp': false}}"));
  }

  @Test
  void a_key_of_a_higher_level_hides_every_key_at_or_below_it() {
    assertThat(
            rendered(
                "{'auth.oauth.providers.google': {'type': 'google'}, 'auth.allowSignUp': true}",
                "{'auth.oauth.providers': {'github': {'type': 'github'}}}"))
        .isEqualTo(
            json(
                "{'auth': {'allowSignUp': true,"
                    + " 'oauth': {'providers': {'github': {'type': 'github'}}}}}"));
  }

  @Test
  void a_nested_object_of_a_higher_level_hides_all_that_lower_levels_say_there() {
    assertThat(rendered("{'auth.otp.allowSignIn': true}", "{'auth': {'allowSignUp': false}}"))
        .isEqualTo(json("{'auth': {'allowSignUp': false}}"));
  }

  @Test
  void a_path_of_a_higher_level_and_a_nested_object_of_a_lower_one_both_hold() {
    assertThat(
            rendered(
                "{'auth': {'otp': {'allowSignIn': false}, 'allowSignUp': false}}",
                "{'auth.otp.allowSignIn': true}"))
        .isEqualTo(json("{'auth': {'otp': {'allowSignIn': true}, 'allowSignUp': false}}"));
  }

  @Test
  void a_null_of_a_higher_level_gives_the_default() {
    assertThat(rendered("{'auth.allowSignUp': false}", "{'auth.allowSignUp': null}"))
        .isEqualTo(json("{'auth': {}}"));
    assertThat(rendered("{'auth': {'allowSignUp': false}}", "{'auth': null}"))
        .isEqualTo(json("{}"));
    assertThat(rendered("{'auth': {'allowSignUp': null, 'otp': {'allowSignIn': null}}}"))
        .isEqualTo(json("{'auth': {'otp': {}}}"));
  }

  @Test
  void a_path_below_a_null_still_holds() {
    assertThat(rendered("{'auth.otp.allowSignIn': true, 'auth': null}"))
        .isEqualTo(json("{'auth': {'otp': {'allowSignIn': true}}}"));
  }

  @Test
  void a_path_wins_over_a_nested_value_wherever_it_stands() {
    var expected = json("{'auth': {'allowSignUp': false}}");
    assertThat(rendered("{'auth.allowSignUp': false, 'auth': {'allowSignUp': true}}"))
        .isEqualTo(expected);
    assertThat(rendered("{'auth': {'allowSignUp': true}, 'auth.allowSignUp': false}"))
        .isEqualTo(expected);
  }

  @Test
  void a_path_into_an_entry_that_does_not_exist_is_ignored() {
    assertThat(rendered("{'domains.trustedDomains.2.baseUrl': 'https://e.com'}"))
        .isEqualTo(json("{'domains': {'trustedDomains': {}}}"));
    assertThat(rendered("{'auth.oauth.providers.apple.appleBundles.x.bundleId': 'y'}"))
        .isEqualTo(json("{'auth': {'oauth': {'providers': {}}}}"));
    assertThat(
            rendered(
                "{'auth.oauth.providers.apple': {'type': 'apple'},"
                    + " 'auth.oauth.providers.apple.appleBundles.x.bundleId': 'y'}"))
        .isEqualTo(
            json(
                "{'auth': {'oauth': {'providers': {'apple':"
                    + " {'type': 'apple', 'appleBundles': {}}}}}}"));
  }

  @Test
  void a_path_to_an_entry_creates_it_and_a_longer_path_fills_it() {
    assertThat(
            rendered(
                "{'domains.trustedDomains.2': {'baseUrl': 'https://e.com'}}",
                "{'domains.trustedDomains.2.handlerPath': '/auth'}"))
        .isEqualTo(
            json(
                "{'domains': {'trustedDomains': {'2':"
                    + " {'baseUrl': 'https://e.com', 'handlerPath': '/auth'}}}}"));
  }

  @Test
  void an_entry_is_removed_by_null_and_paths_into_it_are_ignored() {
    assertThat(
            rendered(
                "{'domains': {'trustedDomains': {'a': {'baseUrl': 'https://a.com'},"
                    + " 'b': {'baseUrl': 'https://b.com'}}}}",
                "{'domains.trustedDomains.a': null, 'domains.trustedDomains.a.baseUrl': 'x'}"))
        .isEqualTo(json("{'domains': {'trustedDomains': {'b': {'baseUrl': 'https://b.com'}}}}"));
  }

  @Test
  void an_entry_that_is_no_object_takes_no_fields() {
    assertThat(rendered("{'domains.trustedDomains.a': 5, 'domains.trustedDomains.a.baseUrl': 'x'}"))
        .isEqualTo(json("{'domains': {'trustedDomains': {'a': 5}}}"));
  }

  @Test
  void apps_are_always_there_so_a_path_into_one_holds() {
    assertThat(rendered("{'apps.installed.teams.enabled': true}"))
        .isEqualTo(json("{'apps': {'installed': {'teams': {'enabled': true}}}}"));
  }

  @Test
  void rendering_leaves_the_document_as_it_was() {
    var combined = json("{'a': {'b': null, 'c': {}}, 'a.c.d': 1}");
    Overrides.render(combined);
    assertThat(combined).isEqualTo(json("{'a': {'b': null, 'c': {}}, 'a.c.d': 1}"));
  }

  @Test
  void a_key_of_absurd_depth_is_ignored() {
    assertThat(rendered("{'" + "a.".repeat(20_000) + "a': 1, 'b': 2}")).isEqualTo(json("{'b': 2}"));
  }

  private static ObjectNode patched(String stored, String incoming) {
    return Overrides.patch(json(stored), json(incoming));
  }

  private static ObjectNode reset(String stored, String... keys) {
    return Overrides.reset(json(stored), Arrays.asList(keys));
  }

  private static ObjectNode rendered(String... levels) {
    return Overrides.render(
        Overrides.combine(Arrays.stream(levels).map(OverridesTest::json).toList()));
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
  }
}
