package dev.postern.databaseprojects;

import dev.postern.crypto.Keyring;
import dev.postern.crypto.Place;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Keeps the passwords of customers' roles as envelopes.
public record RoleVault(Keyring keyring) {
  /// Roles belong to no tenant.
  private static final UUID NO_TENANT = new UUID(0, 0);

  void insert(Handle handle, String project, OwnerRole role) {
    var sealed = keyring.seal(role.password(), placeOf(project, role.name()));
    RoleTable.insert(
        handle,
        project,
        new RoleTable.Row(
            role.name(), role.askedName(), sealed, role.createdAt(), role.updatedAt()));
  }

  List<OwnerRole> list(Handle handle, String project) {
    return RoleTable.list(handle, project).stream().map(row -> open(project, row)).toList();
  }

  private OwnerRole open(String project, RoleTable.Row row) {
    var password = keyring.openText(row.password(), placeOf(project, row.name()));
    return new OwnerRole(row.name(), row.askedName(), password, row.createdAt(), row.updatedAt());
  }

  private static Place placeOf(String project, String role) {
    return new Place("roles", "password", NO_TENANT, project + "/" + role);
  }
}
