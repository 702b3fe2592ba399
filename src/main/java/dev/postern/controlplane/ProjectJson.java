package dev.postern.controlplane;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.postern.databaseprojects.DatabaseProject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// A database project on the wire.
record ProjectJson(
    String id,
    String platformId,
    String regionId,
    String name,
    String provisioner,
    int pgVersion,
    String proxyHost,
    long branchLogicalSizeLimit,
    long branchLogicalSizeLimitBytes,
    boolean storePasswords,
    long cpuUsedSec,
    String creationSource,
    long historyRetentionSeconds,
    Instant createdAt,
    Instant updatedAt,
    String ownerId) {
  static final String REGION = "self-hosted";

  /// The wire knows two words, and neither means us.
  static final String PROVISIONER = "k8s-pod";

  /// Who made something that nobody made by a console.
  static final String SOURCE = "api";

  /// A project in a list.
  record Listed(@JsonUnwrapped ProjectJson project, long activeTime) {}

  /// A project by itself. Nothing is metered, so the period is the calendar month.
  record Full(
      @JsonUnwrapped ProjectJson project,
      long dataStorageBytesHour,
      long dataTransferBytes,
      long writtenDataBytes,
      long computeTimeSeconds,
      long activeTimeSeconds,
      Instant consumptionPeriodStart,
      Instant consumptionPeriodEnd) {}

  static ProjectJson of(DatabaseProject project, String host) {
    return new ProjectJson(
        project.id(),
        "postern",
        REGION,
        project.name(),
        PROVISIONER,
        project.pgVersion(),
        host,
        0,
        0,
        true,
        0,
        SOURCE,
        0,
        project.createdAt(),
        project.updatedAt(),
        "operator");
  }

  Listed listed() {
    return new Listed(this, 0);
  }

  Full full(Instant now) {
    var month = now.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    return new Full(this, 0, 0, 0, 0, 0, month.toInstant(), month.plusMonths(1).toInstant());
  }
}
