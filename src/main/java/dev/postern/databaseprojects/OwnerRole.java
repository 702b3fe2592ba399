package dev.postern.databaseprojects;

import dev.postern.databases.NewDatabase;
import java.time.Instant;

/// A role of the customer's, with its password in clear.
///
/// @param name on the server, where it is unique
/// @param askedName as the customer calls it
public record OwnerRole(
    String name, String askedName, String password, Instant createdAt, Instant updatedAt) {

  NewDatabase.Owner owner() {
    return new NewDatabase.Owner(name, password);
  }

  @Override
  public String toString() {
    return name;
  }
}
