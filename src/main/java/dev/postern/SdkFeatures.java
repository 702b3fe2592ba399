package dev.postern;

import dev.postern.anonymous.SignUpAnonymously;
import dev.postern.codes.Codes;
import dev.postern.contacts.Contacts;
import dev.postern.directory.ChangeUser;
import dev.postern.directory.Directory;
import dev.postern.events.EventLog;
import dev.postern.http.Endpoint;
import dev.postern.images.Images;
import dev.postern.jobs.Jobs;
import dev.postern.limits.Limits;
import dev.postern.mfa.Mfa;
import dev.postern.oauth.IssueToken;
import dev.postern.passwords.Passwords;
import dev.postern.projects.Projects;
import dev.postern.projectview.ShowProject;
import dev.postern.sessions.AdminTokens;
import dev.postern.sessions.Authentication;
import dev.postern.sessions.Callers;
import dev.postern.sessions.EndUsers;
import dev.postern.sessions.Sessions;
import dev.postern.signup.SignUp;
import dev.postern.teams.Teams;
import dev.postern.telemetry.Telemetry;
import dev.postern.tokens.AccessTokens;
import dev.postern.tokens.Jwks;
import dev.postern.users.Users;
import java.util.List;
import java.util.stream.Stream;

/// What SDKs ask for, feature by feature: people first, then their sessions, then the ways in.
final class SdkFeatures {
  private final Parts.Floor floor;
  private final Projects projects;
  private final String publicUrl;
  private final Users users;
  private final Contacts contacts;
  private final Teams teams;
  private final SignUp signUp;
  private final EndUsers endUsers;
  private final Sessions sessions;
  private final Mfa mfa;
  private final Passwords passwords;
  private final Images images;

  SdkFeatures(Parts.Floor floor, Projects projects, Jobs jobs) {
    var clock = floor.clock();
    var tokens = floor.tokens();
    this.floor = floor;
    this.projects = projects;
    this.publicUrl = floor.config().network().publicUrl().toString();

    var events = new EventLog(tokens, clock);
    this.users = new Users(events, jobs, clock);
    this.contacts = new Contacts(tokens, clock);
    this.teams = new Teams(events, tokens, clock);
    this.signUp = new SignUp(users, contacts, teams, tokens);

    this.endUsers = new EndUsers(floor.config().network());
    this.sessions = sessions(floor, projects, endUsers);

    this.mfa =
        new Mfa(
            users, sessions, new Codes(tokens, clock), new Limits(clock), floor.keyring(), clock);
    this.passwords = new Passwords(signUp, contacts, sessions, mfa, floor.hasher(), clock);
    this.images = Images.of(projects, publicUrl, tokens, clock);
  }

  Users users() {
    return users;
  }

  SignUp signUp() {
    return signUp;
  }

  Callers callers() {
    return sessions.callers();
  }

  List<Endpoint<?, ?, ?>> endpoints() {
    return together(Stream.of(waysIn(), people(), ofNoUser()));
  }

  private List<Endpoint<?, ?, ?>> waysIn() {
    return together(
        Stream.of(
            passwords.endpoints(),
            mfa.endpoints(),
            List.of(new SignUpAnonymously(signUp, sessions).endpoint()),
            List.of(new IssueToken(projects, sessions, endUsers).endpoint()),
            sessions.endpoints()));
  }

  private List<Endpoint<?, ?, ?>> people() {
    var changeUser = new ChangeUser(users, contacts, teams, passwords, images, floor.keyring());
    var directory = new Directory(users, changeUser, sessions);
    return together(Stream.of(directory.endpoints(), images.endpoints()));
  }

  /// What is about no user in particular.
  private List<Endpoint<?, ?, ?>> ofNoUser() {
    return together(
        Stream.of(
            new Jwks(projects).endpoints(),
            List.of(new ShowProject(callers()).endpoint()),
            new Telemetry(callers(), publicUrl, floor.tokens()).endpoints()));
  }

  /// Who calls, and the sessions they call from.
  private static Sessions sessions(Parts.Floor floor, Projects projects, EndUsers endUsers) {
    var clock = floor.clock();
    var publicUrl = floor.config().network().publicUrl().toString();
    var lifetime = floor.config().accessTokenLifetime();
    var accessTokens = new AccessTokens(projects, publicUrl, lifetime, clock);
    var adminTokens = new AdminTokens(projects, accessTokens, clock);
    var authentication = new Authentication(projects, accessTokens, adminTokens, endUsers, clock);
    var callers = new Callers(authentication, clock);
    return new Sessions(accessTokens, callers, floor.lastUses(), floor.tokens(), clock);
  }

  private static List<Endpoint<?, ?, ?>> together(
      Stream<List<? extends Endpoint<?, ?, ?>>> features) {
    return features.<Endpoint<?, ?, ?>>flatMap(List::stream).toList();
  }
}
