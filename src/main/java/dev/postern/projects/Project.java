package dev.postern.projects;

import dev.postern.crypto.Sha256;
import dev.postern.db.Store;
import dev.postern.settings.ProjectSettings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An auth project as one request sees it: who it is, where its users live, what it allows.
///
/// @param publishes whether its users are written to `neon_auth.users_sync` of its store
/// @param ownerTeam the team of `internal` whose members manage it
public record Project(
    ProjectId id,
    TenantId tenant,
    Store store,
    boolean publishes,
    String displayName,
    @Nullable UUID ownerTeam,
    ProjectSettings settings,
    List<KeySet> keySets,
    SigningKeys signingKeys) {

  /// Whether this is, now, a key of the project.
  public boolean accepts(KeySet.Kind kind, String key, Instant now) {
    var hash = Sha256.of(key);
    return keySets.stream().anyMatch(set -> set.accepts(kind, hash, now));
  }

  public boolean isInternal() {
    return id.equals(ProjectId.INTERNAL);
  }
}
