package dev.postern.errors;

import java.util.UUID;

/// Refusals about teams.
public sealed interface TeamError extends Refusal {

  record TeamNotFound(UUID teamId) implements TeamError {
    @Override
    public Shape shape() {
      return new Known(404, "TEAM_NOT_FOUND", "There is no team %s.".formatted(teamId));
    }
  }
}
