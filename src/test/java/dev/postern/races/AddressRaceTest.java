package dev.postern.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.server.Eventually;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Two who want to sign in with the same address at the same moment.
@WithServer
class AddressRaceTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void an_address_that_is_taken_in_between_is_refused(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var bob = project.signUp("bob@example.com", PASSWORD);
    project
        .server()
        .patch(
            "/users/" + bob.id(),
            """
            {"primary_email": "shared@example.com", "primary_email_auth_enabled": false}
            """)
        .json(200);
    var carol = project.signUp("carol@example.com", PASSWORD);

    try (var connection = project.connect();
        var other = connection.createStatement()) {
      connection.setAutoCommit(false);
      other.execute(
          """
          UPDATE postern.contact_channels
             SET value = 'shared@example.com'
           WHERE user_id = '%s'
          """
              .formatted(carol.id()));
      var answer =
          CompletableFuture.supplyAsync(() ->
              project
                  .server()
                  .patch("/users/" + bob.id(), "{\"primary_email_auth_enabled\": true}"));
      Eventually.holds(() -> assertThat(waiting(project)).isEqualTo(1));
      connection.commit();

      answer.get().refuses(new UserEmailAlreadyExists("shared@example.com", false));
    }
  }

  private static int waiting(TestProject project) {
    return project
        .sql(
            """
            SELECT count(*) AS waiting
              FROM pg_stat_activity
             WHERE datname = current_database()
               AND wait_event_type = 'Lock'
               AND query LIKE '%contact_channels%'
            """)
        .getFirst()
        .get("waiting")
        .intValue();
  }
}
