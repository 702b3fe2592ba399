package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.UserError.TeamMembershipNotFound;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@WithServer
class ChangeUserTest {
  private static final String UNKNOWN = "/users/3241a285-8329-4d69-8f3d-316e08cf140c";

  @Test
  void a_server_changes_every_field_of_a_user(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user =
        change(
            project,
            ada,
            """
            {
              "display_name": "Ada",
              "profile_image_url": "https://example.com/ada.png",
              "client_metadata": 1,
              "client_read_only_metadata": "text",
              "server_metadata": [true],
              "primary_email_verified": true,
              "country_code": " de ",
              "risk_scores": {"sign_up": {"bot": 3, "free_trial_abuse": 100}}
            }
            """);

    assertThat(user.get("display_name").stringValue()).isEqualTo("Ada");
    assertThat(user.get("profile_image_url").stringValue())
        .isEqualTo("https://example.com/ada.png");
    assertThat(user.get("client_metadata").intValue()).isEqualTo(1);
    assertThat(user.get("client_read_only_metadata").stringValue()).isEqualTo("text");
    assertThat(user.get("server_metadata").toString()).isEqualTo("[true]");
    assertThat(user.get("primary_email_verified").booleanValue()).isTrue();
    assertThat(user.get("country_code").stringValue()).isEqualTo("DE");
    assertThat(user.get("risk_scores").toString())
        .isEqualTo("{\"sign_up\":{\"bot\":3,\"free_trial_abuse\":100}}");
    assertThat(project.server().get("/users/" + ada.id()).json(200)).isEqualTo(user);
  }

  @Test
  void what_an_update_does_not_speak_of_stays_and_null_clears(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(
        project,
        ada,
        "{\"display_name\": \"Ada\", \"server_metadata\": {\"a\": 1}, \"country_code\": \"DE\"}");

    var kept = change(project, ada, "{}");
    var cleared =
        change(
            project,
            ada,
            "{\"display_name\": null, \"server_metadata\": null, \"country_code\": null}");

    assertThat(kept.get("display_name").stringValue()).isEqualTo("Ada");
    assertThat(kept.get("server_metadata").toString()).isEqualTo("{\"a\":1}");
    assertThat(kept.get("country_code").stringValue()).isEqualTo("DE");
    assertThat(cleared.get("display_name").isNull()).isTrue();
    assertThat(cleared.get("server_metadata").isNull()).isTrue();
    assertThat(cleared.get("country_code").isNull()).isTrue();
  }

  @Test
  void every_change_is_published_and_told(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    change(project, ada, "{\"display_name\": \"Ada\"}");

    var published = project.sql("SELECT name, updated_at FROM neon_auth.users_sync").getFirst();
    assertThat(published.get("name").stringValue()).isEqualTo("Ada");
    assertThat(published.get("updated_at").isNull()).isFalse();
    assertThat(
            project.sql(
                "SELECT data ->> 'display_name' AS name FROM postern.events"
                    + " WHERE type = 'user.updated'"))
        .extracting(row -> row.get("name").stringValue())
        .containsExactly("Ada");
  }

  @Test
  void nothing_is_changed_when_one_check_fails(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    var bob = project.signUp("bob@example.com", "correct horse battery");
    var before = project.server().get("/users/" + bob.id()).json(200);

    project
        .server()
        .patch(
            "/users/" + bob.id(),
            """
            {"display_name": "Bob", "password": "another horse battery",
             "selected_team_id": null, "primary_email": "ada@example.com"}
            """)
        .refuses(new UserEmailAlreadyExists("ada@example.com", false));

    assertThat(project.server().get("/users/" + bob.id()).json(200)).isEqualTo(before);
    project.client().as(bob).get("/users/me").json(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "country_code": "DEU"  | country_code must be a 2-letter country code
          "country_code": "1a"   | country_code must be a 2-letter country code
          "is_anonymous": true   | is_anonymous must be one of the following values: false
          "is_anonymous": null   | is_anonymous cannot be null
          "primary_email": ""    | primary_email must not be empty
          "primary_email": "ada" | primary_email must be a valid email
          "profile_image_url": ""| profile_image_url is not a valid URL
          "risk_scores": {}      | risk_scores.sign_up must be defined
          "selected_team_id": "a"| selected_team_id must be a valid UUID
          """)
  void a_wrong_value_is_told(String field, String line, TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch(UNKNOWN, "{%s}".formatted(field))
        .refusesSchema("body." + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "bot": 1                                   | .free_trial_abuse must be defined
          "bot": 101, "free_trial_abuse": 1          | .bot must be less than or equal to 100
          "bot": -1, "free_trial_abuse": 1           | .bot must be greater than or equal to 0
          "bot": 1.5, "free_trial_abuse": 1          | .bot must be an integer
          "bot": 1, "free_trial_abuse": 1, "other": 1| ' contains unknown properties: other'
          """)
  void a_wrong_score_is_told(String scores, String line, TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch(UNKNOWN, "{\"risk_scores\": {\"sign_up\": {%s}}}".formatted(scores))
        .refusesSchema("body.risk_scores.sign_up" + line);
  }

  @Test
  void providers_are_not_linked_by_an_update(TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch(UNKNOWN, "{\"oauth_providers\": []}")
        .refusesSchema("body contains unknown properties: oauth_providers");
  }

  @Test
  void an_anonymous_user_becomes_somebody_and_their_team_gets_its_name(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var visitor = project.signUpAnonymously();
    project.execute("UPDATE postern.users SET signed_up_at = '2020-01-01'");

    var user =
        change(
            project,
            visitor,
            """
            {"is_anonymous": false, "display_name": "", "primary_email": "Ada@Example.com"}
            """);

    assertThat(user.get("is_anonymous").booleanValue()).isFalse();
    assertThat(user.get("signed_up_at_millis").longValue()).isGreaterThan(1_700_000_000_000L);
    assertThat(user.get("selected_team").get("display_name").stringValue())
        .isEqualTo("ada@example.com's Team");
    assertThat(project.sql("SELECT id FROM neon_auth.users_sync")).hasSize(1);
  }

  @Test
  void somebody_does_not_become_somebody_again(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var before = project.server().get("/users/" + ada.id()).json(200);

    var after = change(project, ada, "{\"is_anonymous\": \"false\"}");

    assertThat(after).isEqualTo(before);
  }

  @Test
  void a_selected_team_that_the_user_is_not_in_comes_before_their_address(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    var bob = project.signUp("bob@example.com", "correct horse battery");
    var team = UUID.fromString("3241a285-8329-4d69-8f3d-316e08cf140c");

    project
        .server()
        .patch(
            "/users/" + bob.id(),
            "{\"primary_email\": \"ada@example.com\", \"selected_team_id\": \"%s\"}"
                .formatted(team))
        .refuses(new TeamMembershipNotFound(team, UUID.fromString(bob.id())));
  }

  private static JsonNode change(TestProject project, TestUser user, String json) {
    return project.server().patch("/users/" + user.id(), json).json(200);
  }
}
