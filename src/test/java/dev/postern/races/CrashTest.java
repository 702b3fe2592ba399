package dev.postern.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.server.Sql;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/// A server that dies in the middle of its work: whom it answered is there, and nobody is there by
/// half.
@Isolated
class CrashTest {
  private static final int THREADS = 8;
  private static final List<String> PARTS = List.of("contact_channels", "passwords", "sessions");

  private final String home = TestPostgres.shared().newDatabaseUrl();
  private final String database = home.replaceAll(".*/(.*)\\?.*", "$1");
  private final MasterKey key = MasterKey.generate(new SecureToken());
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

  @Test
  @Timeout(180)
  void a_kill_takes_nobody_who_was_answered_and_leaves_no_half_user() throws Exception {
    for (var round = 1; round <= 4; round++) {
      try (var server = ChildServer.start(home, key)) {
        signUpUntilKilled(server, round, acknowledged.size() + 7 * round);
      }
      nobodyIsThereByHalf();
    }

    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(70);
    everybodyAnsweredIsThere();
  }

  private void signUpUntilKilled(ChildServer server, int round, int enough)
      throws InterruptedException {
    List<Callable<Integer>> clients =
        IntStream.range(0, THREADS)
            .<Callable<Integer>>mapToObj(client -> () -> signUps(server, round, client, enough))
            .toList();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      assertThat(threads.invokeAll(clients)).allMatch(client -> client.resultNow() >= 0);
    }
  }

  /// Signs up one user after another; whoever gets the answer that is enough kills the server while
  /// the others are in the middle of theirs.
  private int signUps(ChildServer server, int round, int client, int enough) {
    for (var made = 0; ; made++) {
      var email = "user-%d-%d-%d@example.com".formatted(round, client, made);
      try {
        var user = send(server, "sign-up", email).json(200).get("user_id").stringValue();
        acknowledged.put(email, user);
      } catch (UncheckedIOException killed) {
        return made;
      }
      if (acknowledged.size() >= enough) server.kill();
    }
  }

  private static TestAnswer send(ChildServer server, String what, String email) {
    return server
        .client()
        .post(
            "/auth/password/" + what,
            """
            {"email": "%s", "password": "correct horse battery"}
            """
                .formatted(email));
  }

  private void nobodyIsThereByHalf() {
    for (var part : PARTS)
      assertThat(
              Sql.rows(
                  database,
                  """
                  SELECT id FROM postern.users
                   WHERE NOT EXISTS (SELECT FROM postern.%s WHERE user_id = users.id)
                  """
                      .formatted(part)))
          .as("users without " + part)
          .isEmpty();
    assertThat(
            Sql.rows(
                database,
                """
                SELECT users.id, users_sync.id AS published
                  FROM postern.users
                  FULL JOIN neon_auth.users_sync ON users_sync.id = CAST(users.id AS text)
                 WHERE users.id IS NULL OR users_sync.id IS NULL
                """))
        .isEmpty();
  }

  private void everybodyAnsweredIsThere() throws IOException {
    var there = Sql.rows(database, "SELECT CAST(id AS text) AS id FROM postern.users");
    assertThat(there.stream().map(row -> row.get("id").stringValue()))
        .containsAll(acknowledged.values());
    try (var server = ChildServer.start(home, key)) {
      acknowledged.forEach((email, user) ->
          assertThat(send(server, "sign-in", email).json(200).get("user_id").stringValue())
              .isEqualTo(user));
    }
  }
}
