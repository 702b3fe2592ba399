package dev.postern.tokens;

import dev.postern.projects.Audience;
import dev.postern.projects.ProjectId;
import dev.postern.users.Restriction;
import dev.postern.users.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// What a verified access token says.
///
/// @param kid the key that signed it
/// @param session the session it came from, which may be over by now
public record AccessToken(
    String kid,
    ProjectId project,
    Audience audience,
    UserId user,
    UUID session,
    Optional<Restriction> restriction,
    Instant expiresAt) {

  public boolean isAnonymous() {
    return audience == Audience.ANONYMOUS;
  }
}
