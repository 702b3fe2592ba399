package dev.postern.controlplane;

import dev.postern.clock.Clock;
import dev.postern.controlplane.BranchJson.EndpointJson;
import dev.postern.controlplane.DatabaseJson.ConnectionJson;
import dev.postern.controlplane.DatabaseJson.RoleJson;
import dev.postern.databaseprojects.AskedNames;
import dev.postern.databaseprojects.CreatedProject;
import dev.postern.databaseprojects.DatabaseProject;
import dev.postern.databaseprojects.DatabaseProjects;
import dev.postern.databaseprojects.ProjectCursor;
import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.ControlError.NotFound;
import dev.postern.errors.ControlError.NotPermitted;
import dev.postern.errors.Refused;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.Schema.Lenient;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.http.schema.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Database projects: making, listing, showing.
record ProjectsApi(DatabaseProjects databases, ApiKeys keys, Clock clock) {
  private static final int USUAL_LIMIT = 10;

  /// What a client says of a new project. Regions and sizes are the server's own and not asked for;
  /// so is the version, but one that nobody could have is refused.
  record New(Project project) {
    record Project(Optional<String> name, Optional<PgVersion> pgVersion, Optional<Branch> branch)
        implements Lenient {}

    record Branch(Optional<String> name, Optional<String> roleName, Optional<String> databaseName)
        implements Lenient {
      static final Branch USUAL = new Branch(Optional.empty(), Optional.empty(), Optional.empty());
    }

    AskedNames names() {
      var branch = project.branch().orElse(Branch.USUAL);
      return AskedNames.of(project.name(), branch.name(), branch.databaseName(), branch.roleName());
    }
  }

  /// A major version of Postgres that clients know.
  record PgVersion(int value) {
    static final Value<PgVersion> WIRE =
        Value.integer()
            .check(version -> version >= 14 && version <= 18, "must be between 14 and 18")
            .to(version -> new PgVersion(version.intValue()));
  }

  /// How long a page is.
  record Limit(int value) {
    static final Value<Limit> WIRE =
        Value.integer()
            .check(limit -> limit >= 1 && limit <= 400, "must be between 1 and 400")
            .to(limit -> new Limit(limit.intValue()));
  }

  record Page(Optional<String> cursor, Optional<Limit> limit, Optional<String> search) {}

  record ById(WireId projectId) {}

  record Created(
      ProjectJson.Full project,
      List<ConnectionJson> connectionUris,
      List<RoleJson> roles,
      List<DatabaseJson> databases,
      List<Map<String, String>> operations,
      BranchJson branch,
      List<EndpointJson> endpoints) {}

  record Listing(
      List<ProjectJson.Listed> projects,
      Optional<Pagination> pagination,
      Map<String, String> applications,
      Map<String, String> integrations) {}

  record Pagination(String cursor) {}

  record Shown(ProjectJson.Full project) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/projects", "Make a project with a branch, a role and a database")
            .access(keys)
            .takes(New.class, Strays.IGNORED)
            .creates(Created.class)
            .refuses(Conflict.class, NotPermitted.class)
            .by((_, request) -> created(databases.create().create(request.names()))),
        Endpoint.get("/projects", "List projects, the newest first")
            .access(keys)
            .takes(Page.class, Strays.IGNORED)
            .gives(Listing.class)
            .by((_, request) -> list(request)),
        Endpoint.get("/projects/{project_id}", "Show a project")
            .access(keys)
            .takes(ById.class, Strays.IGNORED)
            .gives(Shown.class)
            .refuses(NotFound.class)
            .by((_, request) -> new Shown(full(databases.get(request.projectId().value())))));
  }

  /// Nothing is left to wait for, hence no operations.
  private Created created(CreatedProject made) {
    return new Created(
        full(made.project()),
        List.of(ConnectionJson.of(made.address())),
        List.of(RoleJson.withPassword(made.role(), made.branch().id())),
        List.of(DatabaseJson.of(made.database())),
        List.of(),
        BranchJson.of(made.branch()),
        List.of(EndpointJson.of(made.branch(), databases.host())));
  }

  private Listing list(Page page) {
    var after =
        page.cursor()
            .filter(cursor -> !cursor.isEmpty())
            .map(cursor ->
                ProjectCursor.parse(cursor)
                    .orElseThrow(() -> new Refused(new BadRequest("query.cursor is not ours"))));
    var limit = page.limit().map(Limit::value).orElse(USUAL_LIMIT);
    var projects = databases.list(after, page.search().filter(text -> !text.isEmpty()), limit);
    return new Listing(
        projects.stream().map(project -> json(project).listed()).toList(),
        projects.isEmpty()
            ? Optional.empty()
            : Optional.of(new Pagination(ProjectCursor.of(projects.getLast()).toString())),
        Map.of(),
        Map.of());
  }

  private ProjectJson.Full full(DatabaseProject project) {
    return json(project).full(clock.now());
  }

  private ProjectJson json(DatabaseProject project) {
    return ProjectJson.of(project, databases.host());
  }
}
