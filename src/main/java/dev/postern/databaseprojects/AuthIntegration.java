package dev.postern.databaseprojects;

import java.time.Instant;
import java.util.UUID;

/// An auth project that is published in a database of a branch.
public record AuthIntegration(
    String branchId, UUID authProject, long databaseId, boolean isReady, Instant createdAt) {}
