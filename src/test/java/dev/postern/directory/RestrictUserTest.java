package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@WithServer
class RestrictUserTest {
  private static final String RESTRICT =
      """
      {"restricted_by_admin": true, "restricted_by_admin_reason": "Spam",
       "restricted_by_admin_private_details": "Ticket 7"}
      """;

  @Test
  void a_restriction_has_a_reason_and_details_that_clients_do_not_see(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user = change(project, ada, RESTRICT);
    var own = project.client().as(ada).get("/users/me").json(200);

    assertThat(user.get("is_restricted").booleanValue()).isTrue();
    assertThat(user.get("restricted_reason").toString())
        .isEqualTo("{\"type\":\"restricted_by_administrator\"}");
    assertThat(user.get("restricted_by_admin_reason").stringValue()).isEqualTo("Spam");
    assertThat(user.get("restricted_by_admin_private_details").stringValue()).isEqualTo("Ticket 7");
    assertThat(own.get("restricted_by_admin_reason").stringValue()).isEqualTo("Spam");
    assertThat(own.has("restricted_by_admin_private_details")).isFalse();
  }

  @Test
  void lifting_a_restriction_clears_what_was_said_of_it(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(project, ada, RESTRICT);

    var kept = change(project, ada, "{\"display_name\": \"Ada\"}");
    var lifted = change(project, ada, "{\"restricted_by_admin\": false}");

    assertThat(kept.get("restricted_by_admin_reason").stringValue()).isEqualTo("Spam");
    assertThat(lifted.get("is_restricted").booleanValue()).isFalse();
    assertThat(lifted.get("restricted_by_admin_reason").isNull()).isTrue();
    assertThat(lifted.get("restricted_by_admin_private_details").isNull()).isTrue();
  }

  @Test
  void an_empty_reason_is_none(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var user =
        change(
            project, ada, "{\"restricted_by_admin\": true, \"restricted_by_admin_reason\": \"\"}");

    assertThat(user.get("restricted_by_admin").booleanValue()).isTrue();
    assertThat(user.get("restricted_by_admin_reason").isNull()).isTrue();
  }

  @Test
  void a_reason_comes_with_its_restriction(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    change(project, ada, RESTRICT);
    var client = project.server();
    var path = "/users/" + ada.id();

    client
        .patch(path, "{\"restricted_by_admin_reason\": \"Spam\"}")
        .refusesSchema(
            "restricted_by_admin_reason must be null when restricted_by_admin is not true");
    client
        .patch(
            path,
            """
            {"restricted_by_admin": false, "restricted_by_admin_reason": "",
             "restricted_by_admin_private_details": "x"}
            """)
        .refusesSchema(
            "restricted_by_admin_reason must be null when restricted_by_admin is not true");
    client
        .patch(path, "{\"restricted_by_admin_private_details\": \"x\"}")
        .refusesSchema(
            "restricted_by_admin_private_details must be null when restricted_by_admin is not"
                + " true");
    client.patch(path, "{\"restricted_by_admin_reason\": null}").json(200);
  }

  private static JsonNode change(TestProject project, TestUser user, String json) {
    return project.server().patch("/users/" + user.id(), json).json(200);
  }
}
