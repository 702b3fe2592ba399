package dev.postern.sessions;

import dev.postern.projects.Project;
import dev.postern.users.UserId;
import java.util.UUID;

/// A caller whose user exists and whose session lives.
public record SignedIn(Visitor visitor, UserId user, UUID session) {

  public Project project() {
    return visitor.project();
  }
}
