package dev.postern.projectview;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

@WithServer
class ShowProjectTest {

  @Test
  void a_new_project_is_shown_with_its_defaults(TestServer server) {
    var project = server.newProject();
    var expected =
        """
        {
          "id": "%s",
          "display_name": "Test",
          "config": {
            "sign_up_enabled": true,
            "credential_enabled": true,
            "magic_link_enabled": false,
            "passkey_enabled": false,
            "client_team_creation_enabled": false,
            "client_user_deletion_enabled": false,
            "allow_user_api_keys": false,
            "allow_team_api_keys": false,
            "allow_localhost": true,
            "enabled_oauth_providers": [],
            "domains": []
          }
        }
        """
            .formatted(project.id());

    project.client().get("/projects/current").answers(200, expected);
    project.server().get("/projects/current").answers(200, expected);
    project.admin().get("/projects/current").answers(200, expected);
  }

  @Test
  void providers_and_domains_are_sorted_and_show_no_secret(TestServer server) {
    var project =
        server.newProject(settings -> {
          for (var type : new String[] {"google", "github", "spotify"}) {
            var path = "auth.oauth.providers." + type;
            var provider = settings.putObject(path);
            provider.put("type", type).put("allowSignIn", !type.equals("spotify"));
            provider.put("clientId", "id").put("clientSecret", "secret");
          }
          settings
              .putObject("domains.trustedDomains.b")
              .put("baseUrl", "https://b.example.com")
              .put("handlerPath", "/auth");
          settings.putObject("domains.trustedDomains.a").put("baseUrl", "https://a.example.com");
        });

    project
        .client()
        .get("/projects/current")
        .answers(
            200,
            """
            {
              "id": "%s",
              "display_name": "Test",
              "config": {
                "sign_up_enabled": true,
                "credential_enabled": true,
                "magic_link_enabled": false,
                "passkey_enabled": false,
                "client_team_creation_enabled": false,
                "client_user_deletion_enabled": false,
                "allow_user_api_keys": false,
                "allow_team_api_keys": false,
                "allow_localhost": true,
                "enabled_oauth_providers": [{"id": "github"}, {"id": "google"}],
                "domains": [
                  {"domain": "https://a.example.com", "handler_path": "/handler"},
                  {"domain": "https://b.example.com", "handler_path": "/auth"}
                ]
              }
            }
            """
                .formatted(project.id()));
  }

  @Test
  void nobody_is_shown_a_project(TestServer server) {
    server.nobody().get("/projects/current").refuses(new AccessTypeRequired());
  }

  @Test
  void a_stray_query_key_is_refused(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .get("/projects/current?a=1")
        .refusesSchema("query contains unknown properties: a");
  }
}
