package dev.postern.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.Server;
import dev.postern.bootstrap.Home;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.server.Sql;
import dev.postern.server.TestClient;
import dev.postern.server.TestPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// The key that the operator chose, over several starts on one home.
class KeyFromEnvironmentTest {
  private static final String FIRST = "key-one-of-the-control-plane";
  private static final String SECOND = "key-two-of-the-control-plane";

  private final ConnectionString home =
      ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
  private final MasterKey masterKey = MasterKey.generate(new SecureToken());

  @Test
  void a_new_one_takes_the_place_of_the_old_one_and_a_line_says_so() {
    var log = (Logger) LoggerFactory.getLogger(ApiKeys.class);
    var said = new ListAppender<ILoggingEvent>();
    said.start();
    log.setLevel(Level.INFO);
    log.addAppender(said);
    try (var server = start(FIRST)) {
      assertThat(statuses(server)).containsExactly(200, 401);
    }
    insertByApi();
    try (var server = start(SECOND)) {
      assertThat(statuses(server)).containsExactly(401, 200);
    }
    log.detachAppender(said);

    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("POSTERN_CONTROL_API_KEY was changed: the key that it named before is revoked");
    assertThat(Sql.rows(home.database(), goodOnes()))
        .extracting(row -> row.get("name").stringValue())
        .containsExactly("From the environment", "Made by API");
  }

  /// As in the middle of a rolling change.
  @Test
  void a_node_with_the_old_variable_brings_the_old_one_not_back() {
    start(FIRST).close();
    try (var server = start(SECOND);
        var straggler = start(FIRST)) {
      assertThat(statuses(server)).containsExactly(401, 200);
      assertThat(statuses(straggler)).containsExactly(401, 200);
    }
  }

  @Test
  void the_same_one_stays_good_however_often_it_is_said() {
    start(FIRST).close();
    try (var server = start(FIRST)) {
      assertThat(statuses(server)).containsExactly(200, 401);
    }
  }

  private Server.Running start(String key) {
    var config = Config.from(Mode.DEV, Map.of("POSTERN_CONTROL_API_KEY", key));
    return Server.start(
        config, () -> new Home(home, masterKey), 0, Server.Watch.of((_, _, _) -> {}));
  }

  private static List<Integer> statuses(Server.Running server) {
    var client = TestClient.of("http://127.0.0.1:" + server.port());
    return List.of(FIRST, SECOND).stream()
        .map(key -> client.with("authorization", "Bearer " + key).get("/api/v2/projects").status())
        .toList();
  }

  private void insertByApi() {
    Sql.execute(
        home.database(),
        """
        INSERT INTO postern_control.api_keys (name, hash, is_from_environment, created_at)
        VALUES ('Made by API', sha256('key'), false, now())
        """);
  }

  private static String goodOnes() {
    return "SELECT name FROM postern_control.api_keys WHERE revoked_at IS NULL ORDER BY name";
  }
}
