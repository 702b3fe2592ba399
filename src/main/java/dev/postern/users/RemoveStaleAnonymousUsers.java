package dev.postern.users;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobKind.NoData;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Outcome;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import java.time.Duration;
import java.util.UUID;

/// Removes anonymous users who have not been active for long. The browser SDK makes one for nearly
/// every visitor, so there are many.
public record RemoveStaleAnonymousUsers(Users users, Projects projects, Clock clock) {
  /// Every tenant has this job.
  public static final JobKind<NoData> KIND = JobKind.withoutData("users.remove_stale_anonymous");

  /// How long an anonymous user is kept without a sign of life.
  public static final Duration KEPT_FOR = Duration.ofDays(30);

  private static final int PAGE = 100;

  public JobRunner<?> runner() {
    return new JobRunner<>(KIND, this::run);
  }

  private Outcome<NoData> run(Store store, UUID tenant, NoData nothing) {
    var project = projects.findInHome(store, tenant);
    if (project.isEmpty()) return new Outcome.Done<>();
    var now = clock.now();
    if (removePage(project.get()) == PAGE) return new Outcome.Again<>(now, nothing);
    // Nobody is away for longer than they have been here.
    var longestHere = store.once(handle -> UserWalkTable.longestHere(handle, tenant));
    return Outcome.whenDue(longestHere.map(at -> at.plus(KEPT_FOR)), now, nothing);
  }

  private int removePage(Project project) {
    var before = clock.now().minus(KEPT_FOR);
    var tenant = project.tenant().value();
    return project
        .store()
        .write(handle -> {
          var stale = UserWalkTable.staleAnonymous(handle, tenant, before, PAGE);
          for (var user : stale) users.delete(handle, project, new UserId(user));
          return stale.size();
        });
  }
}
