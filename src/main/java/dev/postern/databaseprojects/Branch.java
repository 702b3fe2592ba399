package dev.postern.databaseprojects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of a database project's data.
///
/// @param parentId null for the first branch
/// @param endpointId names the way to reach it
public record Branch(
    String id,
    String projectId,
    @Nullable String parentId,
    String name,
    boolean isDefault,
    String endpointId,
    Instant createdAt,
    Instant updatedAt) {}
