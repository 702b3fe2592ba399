package dev.postern.users;

import org.jspecify.annotations.Nullable;

/// A user who is about to be.
public record NewUser(
    UserId id, @Nullable String displayName, boolean isAnonymous, @Nullable String countryCode) {}
