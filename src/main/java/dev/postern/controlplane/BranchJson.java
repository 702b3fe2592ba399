package dev.postern.controlplane;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.databaseprojects.Branch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A branch on the wire.
record BranchJson(
    String id,
    String projectId,
    Optional<String> parentId,
    String name,
    String currentState,
    Instant stateChangedAt,
    String creationSource,
    boolean primary,
    @JsonProperty("default") boolean isDefault,
    @JsonProperty("protected") boolean isProtected,
    long cpuUsedSec,
    long computeTimeSeconds,
    long activeTimeSeconds,
    long writtenDataBytes,
    long dataTransferBytes,
    Instant createdAt,
    Instant updatedAt) {

  static BranchJson of(Branch branch) {
    return new BranchJson(
        branch.id(),
        branch.projectId(),
        Optional.ofNullable(branch.parentId()),
        branch.name(),
        "ready",
        branch.createdAt(),
        ProjectJson.SOURCE,
        branch.isDefault(),
        branch.isDefault(),
        false,
        0,
        0,
        0,
        0,
        0,
        branch.createdAt(),
        branch.updatedAt());
  }

  /// The way to reach a branch: the Postgres server, which is always there.
  record EndpointJson(
      String id,
      String host,
      String projectId,
      String branchId,
      String regionId,
      String type,
      String currentState,
      double autoscalingLimitMinCu,
      double autoscalingLimitMaxCu,
      Map<String, String> settings,
      boolean poolerEnabled,
      String poolerMode,
      boolean disabled,
      boolean passwordlessAccess,
      String creationSource,
      Instant createdAt,
      Instant updatedAt,
      String proxyHost,
      long suspendTimeoutSeconds,
      String provisioner) {

    /// The least that the wire can say of computing power.
    private static final double LEAST = 0.25;

    /// On the wire: is never suspended.
    private static final long NEVER = -1;

    static EndpointJson of(Branch branch, String host) {
      return new EndpointJson(
          branch.endpointId(),
          host,
          branch.projectId(),
          branch.id(),
          ProjectJson.REGION,
          "read_write",
          "active",
          LEAST,
          LEAST,
          Map.of(),
          false,
          "transaction",
          false,
          false,
          ProjectJson.SOURCE,
          branch.createdAt(),
          branch.updatedAt(),
          host,
          NEVER,
          ProjectJson.PROVISIONER);
    }
  }
}
