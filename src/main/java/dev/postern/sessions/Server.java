package dev.postern.sessions;

import dev.postern.projects.Project;

/// A caller with the secret server key of a project, or more.
public record Server(Visitor visitor) {

  public Project project() {
    return visitor.project();
  }
}
