package dev.postern.telemetry;

import dev.postern.server.TestClient;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

@WithServer
class WelcomeTest {

  @Test
  void a_stranger_is_greeted(TestServer server) {
    greets(server.nobody(), "None");
  }

  @Test
  void a_caller_learns_how_their_keys_are_understood(TestServer server) {
    var project = server.newUnpublishedProject();

    greets(project.client(), "Client\n  Project: %s\n  User: None".formatted(project.id()));
    greets(project.server(), "Server\n  Project: %s\n  User: None".formatted(project.id()));
    greets(project.admin(), "Admin\n  Project: %s\n  User: None".formatted(project.id()));
  }

  @Test
  void a_user_is_named(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    greets(
        project.client().as(ada),
        "Client\n  Project: %s\n  User: %s".formatted(project.id(), ada.id()));
  }

  @Test
  void a_query_is_refused(TestServer server) {
    server
        .nobody()
        .get("/api/v1?extra=1")
        .refusesSchema("query contains unknown properties: extra");
  }

  private static void greets(TestClient client, String authentication) {
    client
        .get("/api/v1")
        .answersText(
            200,
            """
            Postern answers here. Its endpoints are listed at /openapi.json.

            Authentication: %s\
            """
                .formatted(authentication));
  }
}
