package dev.postern;

import dev.postern.anonymous.SignUpAnonymously;
import dev.postern.clock.Clock;
import dev.postern.codes.Codes;
import dev.postern.config.Config;
import dev.postern.contacts.Contacts;
import dev.postern.controlplane.ControlPlane;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.SecureToken;
import dev.postern.databaseprojects.DatabaseProjects;
import dev.postern.databases.Databases;
import dev.postern.db.ConnectionString;
import dev.postern.db.Stores;
import dev.postern.directory.ChangeUser;
import dev.postern.directory.Directory;
import dev.postern.events.EventLog;
import dev.postern.http.Endpoint;
import dev.postern.images.Images;
import dev.postern.mfa.Mfa;
import dev.postern.oauth.IssueToken;
import dev.postern.passwords.Passwords;
import dev.postern.projects.ProjectDesk;
import dev.postern.projects.Projects;
import dev.postern.projectview.ShowProject;
import dev.postern.sessions.AdminTokens;
import dev.postern.sessions.Authentication;
import dev.postern.sessions.Callers;
import dev.postern.sessions.EndUsers;
import dev.postern.sessions.LastUses;
import dev.postern.sessions.Sessions;
import dev.postern.signup.SignUp;
import dev.postern.teams.Teams;
import dev.postern.telemetry.Telemetry;
import dev.postern.tokens.AccessTokens;
import dev.postern.tokens.Jwks;
import dev.postern.users.Users;
import java.util.ArrayList;
import java.util.List;

/// The features of the server, made in the order in which they need one another.
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
    var projects = desk.projects();

    var events = new EventLog(tokens, clock);
    var users = new Users(events, jobs, clock);
    var contacts = new Contacts(tokens, clock);
    var teams = new Teams(events, tokens, clock);
    var signUp = new SignUp(users, contacts, teams, tokens);

    var sessions = sessions(floor, projects);
    var mfa = new Mfa(users, sessions, new Codes(tokens, clock), floor.keyring(), clock);
    var passwords = new Passwords(signUp, contacts, sessions, mfa, floor.hasher(), clock);

    var images = Images.of(projects, publicUrl(floor), tokens, clock);
    var changeUser = new ChangeUser(users, contacts, teams, passwords, images, floor.keyring());

    List<Endpoint<?, ?, ?>> sdk = new ArrayList<>(new Jwks(projects).endpoints());
    sdk.addAll(sessions.endpoints());
    sdk.addAll(passwords.endpoints());
    sdk.addAll(mfa.endpoints());
    sdk.add(new SignUpAnonymously(signUp, sessions).endpoint());
    sdk.addAll(new Directory(users, changeUser, sessions).endpoints());
    sdk.addAll(images.endpoints());
    sdk.addAll(ofNoUser(floor, projects, sessions));
    var databases = Databases.of(floor.administrator(), floor.stores(), desk.stores(), tokens);
    var control = control(floor, databases, desk, signUp);
    var chores = Chores.of(users, projects, clock);
    return new Parts(desk, databases, control, sessions.callers(), sdk, chores);
  }

  /// What SDKs ask that is about no user in particular.
  private static List<Endpoint<?, ?, ?>> ofNoUser(
      Floor floor, Projects projects, Sessions sessions) {
    List<Endpoint<?, ?, ?>> sdk = new ArrayList<>();
    var endUsers = new EndUsers(floor.config().network());
    sdk.add(new ShowProject(sessions.callers()).endpoint());
    sdk.add(new IssueToken(projects, sessions, endUsers).endpoint());
    sdk.addAll(new Telemetry(sessions.callers(), publicUrl(floor), floor.tokens()).endpoints());
    return sdk;
  }

  /// The surface for programs, with the key that the operator chose.
  private static ControlPlane control(
      Floor floor, Databases databases, ProjectDesk desk, SignUp signUp) {
    var source = new DatabaseProjects.Source(floor.keyring(), floor.tokens(), floor.clock());
    var home = floor.stores().home();
    var projects = DatabaseProjects.of(databases.create(), home, desk, source);
    var control = new ControlPlane(projects, signUp, home, publicUrl(floor), floor.clock());
    floor.config().controlApiKey().ifPresent(key -> control.ensureFirstKey(key.value()));
    return control;
  }

  /// Who calls, and the sessions they call from.
  private static Sessions sessions(Floor floor, Projects projects) {
    var clock = floor.clock();
    var lifetime = floor.config().accessTokenLifetime();
    var accessTokens = new AccessTokens(projects, publicUrl(floor), lifetime, clock);
    var adminTokens = new AdminTokens(projects, accessTokens, clock);
    var endUsers = new EndUsers(floor.config().network());
    var authentication = new Authentication(projects, accessTokens, adminTokens, endUsers, clock);
    var callers = new Callers(authentication, clock);
    return new Sessions(accessTokens, callers, floor.lastUses(), floor.tokens(), clock);
  }

  private static String publicUrl(Floor floor) {
    return floor.config().network().publicUrl().toString();
  }
}
