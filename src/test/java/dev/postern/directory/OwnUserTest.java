package dev.postern.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.errors.UserError.ClientUserDeletionNotEnabled;
import dev.postern.errors.UserError.UserNotFound;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

@WithServer
class OwnUserTest {

  @Test
  void a_client_sees_its_user_in_the_clients_shape(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .as(ada)
        .get("/users/me")
        .answers(
            200,
            """
            {
              "id": "%s",
              "primary_email": "ada@example.com",
              "primary_email_verified": false,
              "display_name": null,
              "client_metadata": null,
              "client_read_only_metadata": null,
              "profile_image_url": null,
              "signed_up_at_millis": "<millis>",
              "has_password": true,
              "auth_with_email": true,
              "oauth_providers": [],
              "selected_team_id": null,
              "selected_team": null,
              "requires_totp_mfa": false,
              "otp_auth_enabled": false,
              "passkey_auth_enabled": false,
              "is_anonymous": false,
              "is_restricted": false,
              "restricted_reason": null,
              "restricted_by_admin": false,
              "restricted_by_admin_reason": null
            }
            """
                .formatted(ada.id()));
  }

  @Test
  void a_server_sees_the_same_user_in_the_servers_shape(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var expected = ServerShape.of(ada.id(), "ada@example.com");

    project.server().as(ada).get("/users/me").answers(200, expected);
    project.admin().as(ada).get("/users/me").answers(200, expected);
    project.server().as(ada).get("/users/" + ada.id()).answers(200, expected);
    project.server().as(ada).get("/users/%6de").answers(200, expected);
  }

  @Test
  void a_selected_team_is_shown_without_the_servers_part_to_clients(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("teams.createPersonalTeamOnSignUp", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var forClient = project.client().as(ada).get("/users/me").json(200).get("selected_team");
    var forServer = project.server().as(ada).get("/users/me").json(200).get("selected_team");

    assertThat(forClient.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "display_name",
            "profile_image_url",
            "client_metadata",
            "client_read_only_metadata");
    assertThat(forServer.propertyNames())
        .containsExactlyInAnyOrder(
            "id",
            "display_name",
            "profile_image_url",
            "created_at_millis",
            "client_metadata",
            "client_read_only_metadata",
            "server_metadata");
    assertThat(forServer.get("display_name").stringValue()).isEqualTo("ada@example.com's Team");
  }

  @Test
  void nobody_is_no_user(TestServer server) {
    var project = server.newProject();

    project.client().get("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    project.server().get("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    project.client().patch("/users/me", "{}").refuses(new CannotGetOwnUserWithoutUser());
    project.server().patch("/users/me", "{}").refuses(new CannotGetOwnUserWithoutUser());
    project.server().delete("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    server.nobody().get("/users/me").refuses(new AccessTypeRequired());
  }

  @Test
  void the_users_own_path_takes_no_query_key(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project
        .client()
        .as(ada)
        .get("/users/me?limit=1&a=2")
        .refusesSchema("query contains unknown properties: limit, a");
    project
        .server()
        .as(ada)
        .patch("/users/me?limit=1", "{}")
        .refusesSchema("query contains unknown properties: limit");
    project
        .client()
        .delete("/users/me?limit=1")
        .refusesSchema("query contains unknown properties: limit");
  }

  @Test
  void a_token_dies_with_its_session_at_once(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    project.client().as(ada).delete("/auth/sessions/current").json(200);

    for (var client : new String[] {"/users/me", "/users/me?"})
      assertThat(project.client().as(ada).get(client).header("x-stack-known-error"))
          .contains("ACCESS_TOKEN_EXPIRED");
    assertThat(project.client().as(ada).patch("/users/me", "{}").header("x-stack-known-error"))
        .contains("ACCESS_TOKEN_EXPIRED");
  }

  @Test
  void a_client_may_not_delete_its_user_unless_the_project_lets_it(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project.client().as(ada).delete("/users/me").refuses(new ClientUserDeletionNotEnabled());
    project.client().delete("/users/me").refuses(new ClientUserDeletionNotEnabled());
    project.client().as(ada).get("/users/me").json(200);
  }

  @Test
  void a_client_deletes_its_user_where_the_project_lets_it(TestServer server) {
    var project =
        server.newProject(settings -> settings.put("users.allowClientUserDeletion", true));
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project.client().as(ada).delete("/users/me").answers(200, "{\"success\": true}");

    project.client().as(ada).get("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    project.client().as(ada).delete("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    project.server().get("/users/" + ada.id()).refuses(new UserNotFound());
    assertThat(project.sql("SELECT id FROM neon_auth.users_sync WHERE deleted_at IS NOT NULL"))
        .hasSize(1);
  }

  @Test
  void a_server_deletes_the_user_it_acts_for(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    project.server().as(ada).delete("/users/me").answers(200, "{\"success\": true}");

    project.server().get("/users/" + ada.id()).refuses(new UserNotFound());
  }
}
