package dev.postern.sessions;

import dev.postern.projects.Project;
import dev.postern.tokens.AccessToken;
import java.util.Optional;

/// A caller with the keys of a project, signed in or not.
///
/// @param token the access token that came along; its session may be over by now
/// @param from where the end user is, as far as that is known
public record Visitor(
    Project project, AccessType type, Optional<AccessToken> token, EndUser from) {}
