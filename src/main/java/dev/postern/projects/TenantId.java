package dev.postern.projects;

import java.util.UUID;

/// Whose a row is: the first column of every key in a store. The project that was born with it has
/// the same UUID.
public record TenantId(UUID value) {
  /// The tenant of the project `internal`.
  public static final TenantId INTERNAL =
      new TenantId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
}
