package dev.postern.databaseprojects;

import dev.postern.clock.Clock;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.SecureToken;
import dev.postern.databases.CreateDatabase;
import dev.postern.db.Store;
import dev.postern.errors.ControlError.NotFound;
import dev.postern.errors.Refused;
import dev.postern.jobs.JobRunner;
import dev.postern.jobs.Jobs;
import dev.postern.projects.ProjectDesk;
import java.util.List;
import java.util.Optional;

/// Database projects: making them, finding them, and enabling auth in them.
public record DatabaseProjects(
    Store home, CreateDatabase server, CreateDatabaseProject create, AuthIntegrations auth) {

  /// What secrets, ids and times are made of.
  public record Source(Keyring keyring, SecureToken tokens, Clock clock) {}

  public static DatabaseProjects of(
      CreateDatabase server, Store home, ProjectDesk desk, Jobs jobs, Source source) {
    var tokens = source.tokens();
    var clock = source.clock();
    return new DatabaseProjects(
        home,
        server,
        new CreateDatabaseProject(
            home, server, new RoleVault(source.keyring()), jobs, tokens, clock),
        new AuthIntegrations(home, desk, server, tokens, clock));
  }

  /// What is left to do when somebody broke off.
  public List<JobRunner<?>> runners() {
    return List.of(create.runner());
  }

  /// The project with this id, which may be any text.
  public DatabaseProject get(String id) {
    return home.once(handle -> DatabaseProjectTable.find(handle, id, "ready"))
        .orElseThrow(() -> new Refused(new NotFound("project")));
  }

  /// The newest first.
  ///
  /// @param search a part of name or id
  public List<DatabaseProject> list(
      Optional<ProjectCursor> after, Optional<String> search, int limit) {
    return home.once(handle ->
        DatabaseProjectTable.list(handle, after.orElse(null), search.orElse(null), limit));
  }

  /// The server on which databases are made, as customers reach it.
  public String host() {
    return server.host();
  }
}
