package dev.postern.databaseprojects;

import dev.postern.databases.DatabaseAddress;

/// A database project that was just made, with everything in it.
public record CreatedProject(
    DatabaseProject project,
    Branch branch,
    Database database,
    OwnerRole role,
    DatabaseAddress address) {}
