package dev.postern.projects;

import dev.postern.crypto.SecureToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A project that is about to be.
///
/// @param storeId where its users live; null for the home database
/// @param publishes whether they are written to `neon_auth.users_sync` there
public record NewProject(
    ProjectId id,
    TenantId tenant,
    String displayName,
    String description,
    @Nullable UUID storeId,
    boolean publishes,
    @Nullable UUID ownerTeam) {

  /// A project of its own tenant, with a fresh id, in the home store, not published.
  public static NewProject named(String displayName, SecureToken tokens) {
    return of(tokens.uuid(), displayName);
  }

  /// A project with an id that was chosen elsewhere.
  public static NewProject of(UUID id, String displayName) {
    return new NewProject(
        new ProjectId(id.toString()), new TenantId(id), displayName, "", null, false, null);
  }

  /// This project, published in the store with this id; null publishes it in the home database.
  public NewProject publishedIn(@Nullable UUID store) {
    return new NewProject(id, tenant, displayName, description, store, true, ownerTeam);
  }

  public NewProject described(String text) {
    return new NewProject(id, tenant, displayName, text, storeId, publishes, ownerTeam);
  }
}
