package dev.postern.users;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.http.Json;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Jobs;
import dev.postern.jobs.Outcome;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import dev.postern.projects.Republish;
import dev.postern.userssync.UsersSync;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Writes the published users again after a change to something that they only quote: a setting, a
/// team, or that the project is published at all. It walks them in pages and writes a row only
/// where it differs, which is a change like any other and so sets `updated_at`.
public record RepublishUsers(Users users, Projects projects, Jobs jobs, Clock clock) {
  private static final int PAGE = 200;

  /// For a change in home, in the transaction that makes it.
  public void enqueueInHome(Handle home, Project project) {
    if (!project.publishes()) return;
    jobs.enqueue(home, project.tenant().value(), Republish.all(project.id()));
  }

  /// For a change of a team, in the transaction that makes it.
  public void enqueueForTeam(Handle handle, Project project, UUID team) {
    if (!project.publishes()) return;
    jobs.enqueue(handle, project.tenant().value(), Republish.ofTeam(team));
  }

  public JobRunner<?> runner() {
    return new JobRunner<>(Republish.KIND, this::run);
  }

  private Outcome<Republish> run(Store store, UUID tenant, Republish walk) {
    var found =
        walk.project() == null
            ? projects.findInHome(store, tenant)
            : projects.findInHome(walk.project());
    if (found.isEmpty() || !found.get().publishes()) return new Outcome.Done<>();
    var project = found.get();
    var page = project.store().write(handle -> republish(handle, project, walk));
    if (page.size() < PAGE) return new Outcome.Done<>();
    return new Outcome.Again<>(clock.now(), walk.from(page.getLast()));
  }

  /// Locked first and read then, so that no row is written back to what it was.
  private List<UUID> republish(Handle handle, Project project, Republish walk) {
    var tenant = project.tenant().value();
    var ids =
        walk.team() == null
            ? UserWalkTable.page(handle, tenant, walk.after(), PAGE)
            : UserWalkTable.pageOfTeam(handle, tenant, walk.team(), walk.after(), PAGE);
    var rows =
        ids.stream()
            .map(id -> users.find(handle, project, new UserId(id)))
            .flatMap(Optional::stream)
            .map(user -> row(project, user))
            .toList();
    UsersSync.bringUpToDate(handle, rows, clock.now());
    return ids;
  }

  private static UsersSync.Row row(Project project, UserView user) {
    var json = Json.text(UserJson.forServer(user, project.settings()));
    return new UsersSync.Row(user.id(), json, Users.isPublished(project, user));
  }
}
