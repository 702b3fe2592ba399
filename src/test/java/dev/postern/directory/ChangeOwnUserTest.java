package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.UserError.InvalidProfileImageUrl;
import dev.postern.errors.UserError.OtpSignInNotEnabled;
import dev.postern.errors.UserError.PasskeyCannotBeSwitchedOn;
import dev.postern.errors.UserError.TeamMembershipNotFound;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@WithServer
class ChangeOwnUserTest {

  @Test
  void a_client_changes_its_user_and_is_shown_it_in_the_clients_shape(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var before = project.client().as(ada).get("/users/me").json(200);

    var after =
        project
            .client()
            .as(ada)
            .patch(
                "/users/me",
                """
                {"display_name": "Ada", "client_metadata": {"theme": ["dark", 1, null]}}
                """)
            .json(200);

    assertThat(after.get("display_name").stringValue()).isEqualTo("Ada");
    assertThat(after.get("client_metadata").toString()).isEqualTo("{\"theme\":[\"dark\",1,null]}");
    assertThat(after.propertyNames()).containsExactlyElementsOf(before.propertyNames());
    assertThat(project.client().as(ada).get("/users/me").json(200)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "1e400, 50000, body contains a number that is out of range",
    "1e300, 1000, body contains numbers that are too long when they are written out"
  })
  void numbers_do_not_grow_beyond_what_was_sent(
      String number, int times, String complaint, TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var numbers = String.join(",", Collections.nCopies(times, number));

    project
        .client()
        .as(ada)
        .patch("/users/me", "{\"client_metadata\": [%s]}".formatted(numbers))
        .refusesSchema(complaint);
  }

  @Test
  void the_numbers_of_a_script_are_kept(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var numbers = "[1.7976931348623157e308, 5e-324, 0.1, -0, 9007199254740991]";

    var after =
        project
            .client()
            .as(ada)
            .patch("/users/me", "{\"client_metadata\": %s}".formatted(numbers))
            .json(200);

    assertThat(after.get("client_metadata").values())
        .map(JsonNode::doubleValue)
        .containsExactly(Double.MAX_VALUE, Double.MIN_VALUE, 0.1, 0.0, 9007199254740991.0);
  }

  @Test
  void a_server_that_acts_for_a_user_may_change_everything(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var after =
        project
            .server()
            .as(ada)
            .patch("/users/me", "{\"server_metadata\": {\"plan\": \"gold\"}}")
            .json(200);

    assertThat(after.get("server_metadata").toString()).isEqualTo("{\"plan\":\"gold\"}");
    assertThat(after.has("risk_scores")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server_metadata",
        "client_read_only_metadata",
        "password",
        "password_hash",
        "primary_email_verified",
        "primary_email_auth_enabled",
        "is_anonymous",
        "restricted_by_admin",
        "country_code",
        "risk_scores",
        "oauth_providers",
        "id"
      })
  void a_client_may_change_nothing_else(String field, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .patch("/users/me", "{\"%s\": {}}".formatted(field))
        .refusesSchema("body contains unknown properties: " + field);
  }

  @Test
  void an_update_says_something(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .as(ada)
        .send("PATCH", "/users/me", "", "")
        .refusesSchema("body must be defined");
    project.client().as(ada).patch("/users/me", "{}").json(200);
  }

  @Test
  void an_empty_name_is_no_name(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var client = project.client().as(ada);
    client.patch("/users/me", "{\"display_name\": \"Ada\"}").json(200);

    var cleared = client.patch("/users/me", "{\"display_name\": \"\"}").json(200);

    assertThat(cleared.get("display_name").isNull()).isTrue();
  }

  @Test
  void a_name_has_256_characters_at_most(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .as(ada)
        .patch("/users/me", "{\"display_name\": \"%s\"}".formatted("a".repeat(256)))
        .json(200);
    project
        .client()
        .as(ada)
        .patch("/users/me", "{\"display_name\": \"%s\"}".formatted("a".repeat(257)))
        .refusesSchema("body.display_name must be at most 256 characters");
  }

  @Test
  void a_user_selects_only_teams_they_are_in(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var bob = project.signUp("bob@example.com", "correct horse battery");
    var client = project.client().as(ada);
    var own = client.get("/users/me").json(200).get("selected_team_id").stringValue();
    var foreign =
        project.client().as(bob).get("/users/me").json(200).get("selected_team_id").stringValue();

    client
        .patch("/users/me", "{\"selected_team_id\": \"%s\"}".formatted(foreign))
        .refuses(new TeamMembershipNotFound(UUID.fromString(foreign), UUID.fromString(ada.id())));
    var none = client.patch("/users/me", "{\"selected_team_id\": null}").json(200);
    var again =
        client.patch("/users/me", "{\"selected_team_id\": \"%s\"}".formatted(own)).json(200);

    assertThat(none.get("selected_team").isNull()).isTrue();
    assertThat(again.get("selected_team").get("id").stringValue()).isEqualTo(own);
  }

  @Test
  void one_time_codes_are_switched_on_where_the_project_has_them(TestServer server) {
    var without = server.newProject();
    var with = server.newProject(settings -> settings.put("auth.otp.allowSignIn", true));
    var ada = without.signUp("ada@example.com", "correct horse battery");
    var bob = with.signUp("bob@example.com", "correct horse battery");
    var on = "{\"otp_auth_enabled\": true}";

    without.client().as(ada).patch("/users/me", on).refuses(new OtpSignInNotEnabled());
    without.client().as(ada).patch("/users/me", "{\"otp_auth_enabled\": false}").json(200);
    with.client().as(bob).patch("/users/me", on).json(200);
    var twice = with.client().as(bob).patch("/users/me", on).json(200);
    var off = with.client().as(bob).patch("/users/me", "{\"otp_auth_enabled\": false}").json(200);

    assertThat(twice.get("otp_auth_enabled").booleanValue()).isTrue();
    assertThat(off.get("otp_auth_enabled").booleanValue()).isFalse();
  }

  @Test
  void a_passkey_is_never_switched_on_by_hand(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .as(ada)
        .patch("/users/me", "{\"passkey_auth_enabled\": true}")
        .refuses(new PasskeyCannotBeSwitchedOn());
    project.client().as(ada).patch("/users/me", "{\"passkey_auth_enabled\": false}").json(200);
  }

  @Test
  void a_second_factor_is_kept_sealed_until_it_is_cleared(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var client = project.client().as(ada);

    var on = client.patch("/users/me", "{\"totp_secret_base64\": \"MTIzNDU2Nzg5MA==\"}").json(200);
    var sealed = project.sql("SELECT totp_secret FROM postern.users").getFirst();
    var off = client.patch("/users/me", "{\"totp_secret_base64\": null}").json(200);
    var cleared = project.sql("SELECT totp_secret FROM postern.users").getFirst();

    assertThat(on.get("requires_totp_mfa").booleanValue()).isTrue();
    assertThat(sealed.get("totp_secret").stringValue()).startsWith("v1.");
    assertThat(off.get("requires_totp_mfa").booleanValue()).isFalse();
    assertThat(cleared.get("totp_secret").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "MTIzNDU2Nzg5MA", "MTIz====", "a_-a"})
  void a_second_factor_is_base64(String secret, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .patch("/users/me", "{\"totp_secret_base64\": \"%s\"}".formatted(secret))
        .refusesSchema("body.totp_secret_base64 is not valid base64");
  }

  @Test
  void a_client_uploads_images_and_links_none(TestServer server) {
    var project = server.newProject();
    var link = "{\"profile_image_url\": \"https://example.com/ada.png\"}";

    project.client().patch("/users/me", link).refuses(new InvalidProfileImageUrl());
  }
}
