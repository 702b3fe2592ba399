package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.UserError.NoPrimaryEmail;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithServer
class ChangeUserEmailTest {

  @Test
  void a_new_address_takes_the_place_of_the_old_which_stays(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(project, ada, "{\"primary_email_verified\": true}");

    var user = change(project, ada, "{\"primary_email\": \"Ada@Lovelace.example\"}");

    assertThat(email(user)).isEqualTo("ada@lovelace.example unverified signs in");
    assertThat(channels(project))
        .containsExactly(
            "ada@example.com secondary verified signs in",
            "ada@lovelace.example primary unverified signs in");
  }

  @Test
  void an_address_the_user_has_already_is_promoted_as_it_is(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(
        project, ada, "{\"primary_email_verified\": true, \"primary_email_auth_enabled\": false}");
    change(project, ada, "{\"primary_email\": \"ada@lovelace.example\"}");

    var user = change(project, ada, "{\"primary_email\": \"ada@example.com\"}");

    assertThat(email(user)).isEqualTo("ada@example.com verified");
    assertThat(channels(project))
        .containsExactly(
            "ada@example.com primary verified", "ada@lovelace.example secondary unverified");
  }

  @Test
  void an_address_that_somebody_signs_in_with_is_taken(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    var bob = project.signUp("bob@example.com", "correct horse battery");

    project
        .server()
        .patch("/users/" + bob.id(), "{\"primary_email\": \"ada@example.com\"}")
        .refuses(new UserEmailAlreadyExists("ada@example.com", false));
    project
        .client()
        .as(bob)
        .patch("/users/me", "{\"primary_email\": \"ADA@example.com\"}")
        .refuses(new UserEmailAlreadyExists("ada@example.com", false));
  }

  @Test
  void an_address_that_nobody_is_to_sign_in_with_may_be_shared(TestServer server) {
    var project = server.newProject();
    project.signUp("ada@example.com", "correct horse battery");
    var bob = project.signUp("bob@example.com", "correct horse battery");

    var user =
        change(
            project,
            bob,
            "{\"primary_email\": \"ada@example.com\", \"primary_email_auth_enabled\": false}");

    assertThat(email(user)).isEqualTo("ada@example.com unverified");
    project
        .server()
        .patch("/users/" + bob.id(), "{\"primary_email_auth_enabled\": true}")
        .refuses(new UserEmailAlreadyExists("ada@example.com", false));
  }

  @Test
  void an_address_that_no_index_can_hold_is_refused(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var random = ThreadLocalRandom.current().ints(4000, 'a', 'z' + 1);
    var local = random.mapToObj(Character::toString).collect(Collectors.joining());
    var body = "{\"primary_email\": \"%s@b.co\"}".formatted(local);

    var tooLong = "body.primary_email must be at most 256 characters";
    project.client().as(ada).patch("/users/me", body).refusesSchema(tooLong);
    project.server().patch("/users/" + ada.id(), body).refusesSchema(tooLong);
  }

  @Test
  void the_address_a_user_has_may_be_said_again(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user =
        change(
            project,
            ada,
            "{\"primary_email\": \"ada@example.com\", \"primary_email_verified\": true}");

    assertThat(email(user)).isEqualTo("ada@example.com verified signs in");
  }

  @Test
  void without_a_primary_address_all_of_them_stay(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user =
        change(
            project,
            ada,
            """
            {"primary_email": null, "primary_email_verified": true,
             "primary_email_auth_enabled": true}
            """);

    assertThat(user.get("primary_email").isNull()).isTrue();
    assertThat(user.get("primary_email_verified").booleanValue()).isFalse();
    assertThat(user.get("primary_email_auth_enabled").booleanValue()).isFalse();
    assertThat(channels(project)).containsExactly("ada@example.com secondary unverified signs in");
  }

  @Test
  void a_flag_needs_an_address(TestServer server) {
    var project = server.newProject();
    var visitor = project.signUpAnonymously();
    var path = "/users/" + visitor.id();

    project
        .server()
        .patch(path, "{\"primary_email_verified\": true}")
        .refuses(new NoPrimaryEmail("primary_email_verified"));
    project
        .server()
        .patch(path, "{\"primary_email_verified\": true, \"primary_email_auth_enabled\": true}")
        .refuses(new NoPrimaryEmail("primary_email_auth_enabled"));
    change(
        project,
        visitor,
        "{\"primary_email_verified\": false, \"primary_email_auth_enabled\": false}");
  }

  @Test
  void a_client_changes_its_own_address_which_is_not_verified_by_that(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(project, ada, "{\"primary_email_verified\": true}");

    var user =
        project
            .client()
            .as(ada)
            .patch("/users/me", "{\"primary_email\": \"ada@lovelace.example\"}")
            .json(200);

    assertThat(user.get("primary_email").stringValue()).isEqualTo("ada@lovelace.example");
    assertThat(user.get("primary_email_verified").booleanValue()).isFalse();
  }

  private static JsonNode change(TestProject project, TestUser user, String json) {
    return project.server().patch("/users/" + user.id(), json).json(200);
  }

  private static String email(JsonNode user) {
    return user.get("primary_email").stringValue()
        + (user.get("primary_email_verified").booleanValue() ? " verified" : " unverified")
        + (user.get("primary_email_auth_enabled").booleanValue() ? " signs in" : "");
  }

  private static List<String> channels(TestProject project) {
    return project
        .sql(
            """
            SELECT value
                   || CASE WHEN is_primary THEN ' primary' ELSE ' secondary' END
                   || CASE WHEN is_verified THEN ' verified' ELSE ' unverified' END
                   || CASE WHEN used_for_auth THEN ' signs in' ELSE '' END AS channel
              FROM postern.contact_channels
             ORDER BY value
            """)
        .stream()
        .map(row -> row.get("channel").stringValue())
        .toList();
  }
}
