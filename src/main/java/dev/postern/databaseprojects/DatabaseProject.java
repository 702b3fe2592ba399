package dev.postern.databaseprojects;

import java.time.Instant;

/// What the control plane calls a project: branches with databases, and roles. Not to be confused
/// with an auth project, which may be published in one of the databases.
public record DatabaseProject(
    String id, String name, int pgVersion, Instant createdAt, Instant updatedAt) {}
