package dev.postern.databaseprojects;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.databases.CreateDatabase;
import dev.postern.databases.NewDatabase;
import dev.postern.db.Store;
import dev.postern.errors.Refused;
import dev.postern.errors.Unavailable;
import dev.postern.http.Json;
import dev.postern.jobs.JobKind;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Jobs;
import dev.postern.jobs.Outcome;
import dev.postern.projects.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a database project with its first branch, a role and a database. Home knows of it before
/// the server does, and a job stands beside it from the beginning: one that broke off is finished,
/// and one that failed is taken away.
public record CreateDatabaseProject(
    Store home,
    CreateDatabase server,
    RoleVault roles,
    Jobs jobs,
    SecureToken tokens,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(CreateDatabaseProject.class);
  private static final int PASSWORD_BITS = 160;

  /// Looks whether somebody broke off, and carries on.
  private static final JobKind<Begun> CARRY_ON =
      new JobKind<>("databaseprojects.carry_on", Json::text, data -> Json.read(data, Begun.class));

  private record Begun(String project) {}

  /// After this time nobody is at it any more.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// Throws `Unavailable` where no database can be made; then nothing is left of the project.
  public CreatedProject create(AskedNames names) {
    var project = intend(names, server.serverVersion());
    try {
      server.create(wanted(project));
    } catch (Unavailable | Refused failure) {
      remove(project);
      throw failure;
    }
    finish(project);
    return project;
  }

  JobRunner<?> runner() {
    return new JobRunner<>(CARRY_ON, (_, _, begun) -> carryOn(begun.project()));
  }

  private Outcome<Begun> carryOn(String id) {
    home.read(handle -> find(handle, id, "preparing")).ifPresent(this::takeUp);
    home.read(handle -> find(handle, id, "deleting")).ifPresent(this::takeAway);
    return new Outcome.Done<>();
  }

  private void takeUp(CreatedProject project) {
    server.create(wanted(project));
    finish(project);
  }

  private void finish(CreatedProject project) {
    home.once(handle -> DatabaseProjectTable.setState(handle, project.project().id(), "ready"));
  }

  private void remove(CreatedProject project) {
    var id = project.project().id();
    home.once(handle -> DatabaseProjectTable.setState(handle, id, "deleting"));
    try {
      takeAway(project);
    } catch (Unavailable later) {
      LOG.warn("What was made of {} will be taken away later: {}", id, later.getMessage());
    }
  }

  private void takeAway(CreatedProject project) {
    server.undo(wanted(project));
    home.once(handle -> DatabaseProjectTable.delete(handle, project.project().id()));
  }

  /// Ids are drawn until one is free.
  private CreatedProject intend(AskedNames names, int version) {
    while (true) {
      var words = Words.fresh(tokens);
      var password = tokens.token(PASSWORD_BITS);
      var intended = home.write(handle -> insert(handle, names, words, version, password));
      if (intended.isPresent()) return intended.get();
    }
  }

  private Optional<CreatedProject> insert(
      Handle handle, AskedNames names, Words words, int version, String password) {
    var now = clock.now();
    var id = words.text();
    var project = new DatabaseProject(id, names.project().orElse(id), version, now, now);
    if (DatabaseProjectTable.insert(handle, project) == 0) return Optional.empty();
    var branch =
        new Branch(words.branchId(), id, null, names.branch(), true, words.endpointId(), now, now);
    var carryOn = CARRY_ON.only(id, new Begun(id));
    jobs.enqueue(handle, TenantId.INTERNAL.value(), carryOn, now.plus(LONGEST));
    BranchTable.insert(handle, branch);
    var owner = words.unique(names.owner());
    var role = new OwnerRole(owner, names.owner(), password, now, now);
    roles.insert(handle, id, role);
    var database =
        BranchTable.insertDatabase(handle, firstDatabase(names, words, branch.id(), owner, now));
    return Optional.of(created(project, branch, database, role));
  }

  private Database firstDatabase(
      AskedNames names, Words words, String branch, String owner, Instant now) {
    return new Database(
        0,
        branch,
        words.unique(names.database()),
        names.database(),
        owner,
        words.unique("postern"),
        tokens.uuid(),
        now,
        now);
  }

  private Optional<CreatedProject> find(Handle handle, String id, String state) {
    var project = DatabaseProjectTable.find(handle, id, state);
    if (project.isEmpty()) return Optional.empty();
    var branch = BranchTable.list(handle, id).getFirst();
    var database = BranchTable.databases(handle, branch.id()).getFirst();
    var role = roles.list(handle, id).getFirst();
    return Optional.of(created(project.get(), branch, database, role));
  }

  private CreatedProject created(
      DatabaseProject project, Branch branch, Database database, OwnerRole role) {
    var address = server.addressOf(wanted(database, role));
    return new CreatedProject(project, branch, database, role, address);
  }

  private static NewDatabase wanted(CreatedProject project) {
    return wanted(project.database(), project.role());
  }

  private static NewDatabase wanted(Database database, OwnerRole role) {
    return new NewDatabase(
        database.name(), role.owner(), database.runtimeRole(), database.storeId());
  }
}
