package dev.postern.databaseprojects;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.databases.CreateDatabase;
import dev.postern.db.Store;
import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.ControlError.NotFound;
import dev.postern.errors.Refused;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.projects.Project;
import dev.postern.projects.ProjectDesk;
import dev.postern.projects.ProjectId;
import dev.postern.settings.FirstSettings;
import java.util.List;
import java.util.Optional;

/// Publishes auth projects in databases of database projects, on the default branch.
public record AuthIntegrations(
    Store home, ProjectDesk desk, CreateDatabase server, SecureToken tokens, Clock clock) {
  private static final String USUAL_DATABASE = "neondb";

  /// An auth project, with keys that are shown once.
  public record Enabled(ProjectId project, NewKeySet keys) {}

  /// Where users are to be published.
  ///
  /// @param database by either of its names; without it the usual one, or the only one
  /// @param role by either of its names; it only has to be there
  public record AskedPlace(String branchId, Optional<String> database, Optional<String> role) {}

  /// Makes an auth project whose users are published in a database of the branch. One that broke
  /// off is taken up again.
  public Enabled enable(DatabaseProject project, AskedPlace where) {
    var branchId = where.branchId();
    var place = place(project, branchId, where.database());
    where.role().ifPresent(role -> refuseUnlessThere(role, project));
    var integration =
        home.once(handle ->
                AuthIntegrationTable.begin(
                    handle, branchId, tokens.uuid(), place.id(), clock.now()))
            .orElseThrow(() -> new Refused(new Conflict("Auth is enabled on this branch already")));
    if (integration.databaseId() != place.id())
      throw new Refused(new Conflict("Auth is being enabled in another database of the branch"));
    server.publish(place.name(), place.ownerName(), place.runtimeRole());

    var keys = newKeys();
    var authProject = NewProject.of(integration.authProject(), project.name());
    desk.create()
        .create(authProject.publishedIn(place.storeId()), FirstSettings.ofNewProject(), List.of());
    open(authProject.id());
    finish(integration, authProject.id(), keys);
    return new Enabled(authProject.id(), keys);
  }

  /// Of several requests that carry on with the same one, one gets its keys.
  private void finish(AuthIntegration integration, ProjectId project, NewKeySet keys) {
    home.write(handle -> {
      if (AuthIntegrationTable.finish(handle, integration.authProject()) == 0)
        throw new Refused(new Conflict("Auth was enabled by another request at the same time"));
      return desk.create().addKeySet(handle, project, keys);
    });
  }

  private void open(ProjectId id) {
    CreateDatabase.open(desk.projects().find(id.value()).orElseThrow().store());
  }

  private Database place(DatabaseProject project, String branchId, Optional<String> name) {
    var branch =
        home.once(handle -> BranchTable.list(handle, project.id())).stream()
            .filter(one -> one.id().equals(branchId))
            .findFirst()
            .orElseThrow(() -> new Refused(new NotFound("branch")));
    if (!branch.isDefault())
      throw new Refused(new BadRequest("branch_id must be that of the default branch"));
    var databases = home.once(handle -> BranchTable.databases(handle, branchId));
    if (name.isEmpty() && databases.size() == 1) return databases.getFirst();
    var wanted = name.orElse(USUAL_DATABASE);
    return databases.stream()
        .filter(one -> one.isCalled(wanted))
        .findFirst()
        .orElseThrow(() -> new Refused(new NotFound("database")));
  }

  private void refuseUnlessThere(String role, DatabaseProject project) {
    var roles = home.once(handle -> RoleTable.list(handle, project.id()));
    if (roles.stream().noneMatch(one -> one.isCalled(role)))
      throw new Refused(new NotFound("role"));
  }

  /// Gives the auth project one more key set; those it has stay good.
  public Enabled addKeys(DatabaseProject project) {
    var id = get(project).id();
    var keys = newKeys();
    desk.create().addKeySet(id, keys);
    return new Enabled(id, keys);
  }

  /// The auth project of a database project, as it is now.
  public Project get(DatabaseProject project) {
    return home.once(handle -> AuthIntegrationTable.findOfProject(handle, project.id()))
        .flatMap(found -> desk.projects().find(found.authProject().toString()))
        .orElseThrow(() -> new Refused(new NotFound("auth integration")));
  }

  private NewKeySet newKeys() {
    return NewKeySet.forSdk("Made through the control plane", tokens, clock.now());
  }
}
