package dev.postern;

import dev.postern.clock.Clock;
import dev.postern.config.Config;
import dev.postern.controlplane.ControlPlane;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.SecureToken;
import dev.postern.databaseprojects.DatabaseProjects;
import dev.postern.databases.Databases;
import dev.postern.db.ConnectionString;
import dev.postern.db.Stores;
import dev.postern.http.Endpoint;
import dev.postern.jobs.Jobs;
import dev.postern.projects.ProjectDesk;
import dev.postern.sessions.Callers;
import dev.postern.sessions.LastUses;
import dev.postern.signup.SignUp;
import java.util.List;

/// The parts of the server, made in the order in which they need one another.
public record Parts(
    ProjectDesk projects,
    Databases databases,
    ControlPlane control,
    Callers callers,
    List<Endpoint<?, ?, ?>> sdk,
    Chores chores) {

  /// What features are made of.
  ///
  /// @param administrator by which databases are made
  record Floor(
      Config config,
      ConnectionString administrator,
      Stores stores,
      Keyring keyring,
      PasswordHasher hasher,
      LastUses lastUses,
      SecureToken tokens,
      Clock clock) {}

  static Parts of(Floor floor) {
    var clock = floor.clock();
    var tokens = floor.tokens();
    var jobs = Chores.jobs(clock);
    var desk = ProjectDesk.of(floor.stores(), floor.keyring(), jobs, tokens, clock);
    var sdk = new SdkFeatures(floor, desk.projects(), jobs);
    var databases = Databases.of(floor.administrator(), floor.stores(), desk.stores(), tokens);
    var databaseProjects = databaseProjects(floor, databases, desk, jobs);
    var control = control(floor, databaseProjects, sdk.signUp());
    var chores = Chores.of(sdk.users(), desk.projects(), clock).with(databaseProjects.runners());
    return new Parts(desk, databases, control, sdk.callers(), sdk.endpoints(), chores);
  }

  private static DatabaseProjects databaseProjects(
      Floor floor, Databases databases, ProjectDesk desk, Jobs jobs) {
    var source = new DatabaseProjects.Source(floor.keyring(), floor.tokens(), floor.clock());
    return DatabaseProjects.of(databases.create(), floor.stores().home(), desk, jobs, source);
  }

  /// The surface for programs, with the key that the operator chose.
  private static ControlPlane control(Floor floor, DatabaseProjects projects, SignUp signUp) {
    var home = floor.stores().home();
    var publicUrl = floor.config().network().publicUrl().toString();
    var control = new ControlPlane(projects, signUp, home, publicUrl, floor.clock());
    floor.config().controlApiKey().ifPresent(key -> control.ensureFirstKey(key.value()));
    return control;
  }
}
