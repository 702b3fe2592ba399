package dev.postern.projects;

import dev.postern.http.Json;
import dev.postern.jobs.Job;
import dev.postern.jobs.JobKind;
import dev.postern.settings.ProjectSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The job that writes the published users again, since what they quote has changed; `users` does
/// it. In home it names its project; in a store it is for the project that lives there.
///
/// @param team where there is one, only for those who have selected it
/// @param after the user it has come to
public record Republish(@Nullable String project, @Nullable UUID team, @Nullable UUID after) {
  public static final JobKind<Republish> KIND =
      new JobKind<>("users.republish", Json::text, json -> Json.read(json, Republish.class));

  /// All users of a project; for a change in home.
  public static Job all(ProjectId project) {
    return KIND.only(project.value(), new Republish(project.value(), null, null));
  }

  /// Those who have selected a team; for a change in the team's store.
  public static Job ofTeam(UUID team) {
    return KIND.only("team " + team, new Republish(null, team, null));
  }

  /// The next page.
  public Republish from(UUID user) {
    return new Republish(project, team, user);
  }

  /// Whether a change of settings shows in the rows.
  static boolean isNeeded(ProjectSettings before, ProjectSettings now) {
    return before.requiresEmailVerification() != now.requiresEmailVerification()
        || (now.publishesAnonymousUsers() && !before.publishesAnonymousUsers());
  }
}
