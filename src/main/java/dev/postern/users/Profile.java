package dev.postern.users;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Every field of a user's own row that an update may set.
public record Profile(
    @Nullable String displayName,
    @Nullable String profileImageUrl,
    @Nullable JsonNode clientMetadata,
    @Nullable JsonNode clientReadOnlyMetadata,
    @Nullable JsonNode serverMetadata,
    boolean otpAuthEnabled,
    UserView.Standing standing) {}
