package dev.postern.controlplane;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.databaseprojects.Database;
import dev.postern.databaseprojects.OwnerRole;
import dev.postern.databases.DatabaseAddress;
import java.time.Instant;
import java.util.Optional;

/// A database on the wire, under its real name.
record DatabaseJson(
    long id, String branchId, String name, String ownerName, Instant createdAt, Instant updatedAt) {

  static DatabaseJson of(Database database) {
    return new DatabaseJson(
        database.id(),
        database.branchId(),
        database.name(),
        database.ownerName(),
        database.createdAt(),
        database.updatedAt());
  }

  /// A role on the wire, under its real name.
  record RoleJson(
      String branchId,
      String name,
      Optional<String> password,
      @JsonProperty("protected") boolean isProtected,
      String authenticationMethod,
      Instant createdAt,
      Instant updatedAt) {

    static RoleJson withPassword(OwnerRole role, String branch) {
      return new RoleJson(
          branch,
          role.name(),
          Optional.of(role.password()),
          false,
          "password",
          role.createdAt(),
          role.updatedAt());
    }
  }

  /// How to connect. There is no pooler of ours, so its host is the server.
  record ConnectionJson(String connectionUri, Parameters connectionParameters) {
    record Parameters(
        String database, String password, String role, String host, String poolerHost) {}

    static ConnectionJson of(DatabaseAddress address) {
      var parameters =
          new Parameters(
              address.database(),
              address.revealPassword(),
              address.role(),
              address.host(),
              address.host());
      return new ConnectionJson(address.uri(), parameters);
    }
  }
}
