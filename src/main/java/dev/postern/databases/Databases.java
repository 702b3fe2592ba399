package dev.postern.databases;

import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.db.Stores;
import dev.postern.projects.StoreRegistry;

/// Making and attaching databases.
public record Databases(CreateDatabase create, AttachDatabase attach) {

  /// What makes databases on the administrator's server.
  ///
  /// @param administrator by whose connection databases are made
  public static Databases of(
      ConnectionString administrator, Stores stores, StoreRegistry registry, SecureToken tokens) {
    return new Databases(
        new CreateDatabase(administrator, registry, tokens),
        new AttachDatabase(stores, registry, tokens));
  }
}
