package dev.postern.databaseprojects;

import java.time.Instant;
import java.util.UUID;

/// A database of a branch.
///
/// @param name on the server, where it is unique
/// @param askedName as the customer calls it
public record Database(
    long id,
    String branchId,
    String name,
    String askedName,
    String ownerName,
    String runtimeRole,
    UUID storeId,
    Instant createdAt,
    Instant updatedAt) {

  /// Whether this is what somebody means by a name.
  boolean isCalled(String either) {
    return name.equals(either) || askedName.equals(either);
  }
}
