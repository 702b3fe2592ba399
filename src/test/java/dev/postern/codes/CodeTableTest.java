package dev.postern.codes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.crypto.SecureToken;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@WithServer
class CodeTableTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void what_expired_is_deleted_in_portions_the_oldest_first(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var owner = Owner.in(project);
    var neighbour = Owner.in(server.newUnpublishedProject());
    try (var connection = project.connect();
        var handle = Jdbi.open(connection)) {
      var dead = insert(handle, owner, -60);
      var dying = insert(handle, owner, 0);
      var alive = insert(handle, owner, 1);
      var foreign = insert(handle, neighbour, -60);

      assertThat(CodeTable.deleteExpired(handle, owner.tenant(), NOW, 1)).isEqualTo(1);
      assertThat(isThere(handle, owner, dead)).isFalse();
      assertThat(CodeTable.deleteExpired(handle, owner.tenant(), NOW, 100)).isEqualTo(1);
      assertThat(isThere(handle, owner, dying)).isFalse();
      assertThat(CodeTable.deleteExpired(handle, owner.tenant(), NOW, 100)).isZero();

      assertThat(isThere(handle, owner, alive)).isTrue();
      assertThat(isThere(handle, neighbour, foreign)).isTrue();
    }
  }

  /// Whose codes they are.
  private record Owner(UUID tenant, UUID user) {
    static Owner in(TestProject project) {
      var user = project.signUp("ada@example.com", "correct horse battery").id();
      var row = project.sql("SELECT tenant_id FROM postern.users WHERE id = '" + user + "'");
      var tenant = row.getFirst().get("tenant_id").stringValue();
      return new Owner(UUID.fromString(tenant), UUID.fromString(user));
    }
  }

  private static Code insert(Handle handle, Owner owner, int secondsToLive) {
    var code = Code.fresh(new SecureToken());
    var expiry = NOW.plusSeconds(secondsToLive);
    var made = expiry.minus(5, ChronoUnit.MINUTES);
    var row = new CodeTable.New(code, CodeKind.MFA_ATTEMPT, owner.user(), "{}", made, expiry);
    CodeTable.insert(handle, owner.tenant(), row);
    return code;
  }

  private static boolean isThere(Handle handle, Owner owner, Code code) {
    return CodeTable.attempt(handle, owner.tenant(), CodeKind.MFA_ATTEMPT, code).isPresent();
  }
}
