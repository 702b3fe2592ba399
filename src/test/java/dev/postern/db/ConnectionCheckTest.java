package dev.postern.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.db.ConnectionCheck.Unusable;
import dev.postern.db.ConnectionCheck.Usable;
import dev.postern.db.UnusableConnectionString.Reason;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest {
  private final ConnectionString where = TestStores.newDatabase();

  @Test
  void a_superuser_is_told_from_an_ordinary_role() {
    String role = "plain_" + where.database();
    TestStores.sql(where, "CREATE ROLE %s LOGIN PASSWORD 'plain'".formatted(role));

    assertThat(Stores.check(where))
        .isInstanceOfSatisfying(
            Usable.class,
            usable -> {
              assertThat(usable.superuser()).isTrue();
              assertThat(usable.majorVersion()).isGreaterThanOrEqualTo(14);
            });
    assertThat(Stores.check(where.withUser(role, "plain")))
        .isInstanceOfSatisfying(Usable.class, usable -> assertThat(usable.superuser()).isFalse());
  }

  @Test
  void a_wrong_password_is_named_without_repeating_it() {
    assertThat(unusable(where.withUser(where.user(), "hush")).message())
        .contains("wrong user or password")
        .doesNotContain("hush");
  }

  @Test
  void a_database_that_is_not_there_is_named() {
    assertUnusable(where.withDatabase("nowhere"), Reason.DATABASE, "no database named nowhere");
  }

  @Test
  void a_port_where_nobody_listens_is_named() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertUnusable(at(port, "disable"), Reason.PORT, "127.0.0.1:" + port + " refuses");
  }

  @Test
  void a_name_that_does_not_resolve_is_named() {
    assertUnusable(
        ConnectionString.parse("postgres://ada:pw@nowhere.invalid/app"),
        Reason.NAME,
        "nowhere.invalid does not resolve");
  }

  @Test
  void a_server_without_tls_is_named_when_tls_is_required() {
    assertUnusable(at(where.port(), "require"), Reason.TLS, "TLS");
  }

  @Test
  void a_role_that_may_not_connect_is_named() {
    String role = "stranger_" + where.database();
    TestStores.sql(where, "CREATE ROLE %s LOGIN PASSWORD 'strange'".formatted(role));
    TestStores.sql(where, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(where.database()));

    assertUnusable(where.withUser(role, "strange"), Reason.RIGHT, "may not connect");
  }

  @Test
  void a_pooler_that_refuses_start_up_options_is_recognised() throws IOException {
    try (var pooler = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> refuseOptions(pooler));

      assertUnusable(at(pooler.getLocalPort(), "disable"), Reason.POOLER, "direct address");
    }
  }

  /// Answers the first packet as PgBouncer does.
  private static void refuseOptions(ServerSocket pooler) {
    try (var client = pooler.accept()) {
      var input = new DataInputStream(client.getInputStream());
      input.readNBytes(input.readInt() - 4);
      byte[] fields =
          "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
              .getBytes(StandardCharsets.US_ASCII);
      var answer = new DataOutputStream(client.getOutputStream());
      answer.writeByte('E');
      answer.writeInt(fields.length + 4);
      answer.write(fields);
      answer.flush();
    } catch (IOException closed) {
      // The assertion says what is missing.
    }
  }

  private static ConnectionString at(int port, String sslMode) {
    return ConnectionString.parse(
        "postgres://ada:pw@127.0.0.1:%d/app?sslmode=%s".formatted(port, sslMode));
  }

  private static void assertUnusable(ConnectionString where, Reason reason, String words) {
    Unusable found = unusable(where);
    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.message()).contains(words);
  }

  private static Unusable unusable(ConnectionString where) {
    return switch (Stores.check(where)) {
      case Unusable unusable -> unusable;
      case Usable usable -> throw new AssertionError("Usable: " + usable);
    };
  }
}
