package dev.postern.errors;

/// Refusals about projects.
public sealed interface ProjectError extends Refusal {

  record CurrentProjectNotFound(String projectId) implements ProjectError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "CURRENT_PROJECT_NOT_FOUND",
          "There is no project %s. Check the x-stack-project-id header.".formatted(projectId));
    }
  }

  /// The project in the path of a public document is unknown.
  record ProjectNotFound() implements ProjectError {
    @Override
    public Shape shape() {
      return new Plain(404, "Project not found");
    }
  }

  record RedirectUrlNotWhitelisted() implements ProjectError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "REDIRECT_URL_NOT_WHITELISTED",
          "The URL is not on a trusted domain of this project. Add the domain to its settings.");
    }
  }
}
