package dev.postern.users;

import dev.postern.clock.Clock;
import dev.postern.crypto.Place;
import dev.postern.events.Event;
import dev.postern.events.EventLog;
import dev.postern.http.Json;
import dev.postern.jobs.Jobs;
import dev.postern.projects.Project;
import dev.postern.userssync.UsersSync;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads users, and is the last step of every change to one.
public record Users(EventLog events, Jobs jobs, Clock clock) {

  /// A user as the wire shows one.
  public Optional<UserView> find(Handle handle, Project project, UserId user) {
    return UserViewTable.find(handle, project.tenant().value(), user.value(), null, clock.now());
  }

  /// The same, and whether this session of theirs still lives, in one statement.
  public Optional<UserView> findWithSession(
      Handle handle, Project project, UserId user, UUID session) {
    return UserViewTable.find(handle, project.tenant().value(), user.value(), session, clock.now());
  }

  /// Inserts the row of a user; what else a new user has is the caller's, and then `created`.
  public void insert(Handle handle, Project project, NewUser user) {
    UserTable.insert(handle, project.tenant().value(), user, clock.now());
  }

  /// Locks a user until the transaction ends, so that changes to one follow one another. False
  /// where there is none.
  public boolean lock(Handle handle, Project project, UserId user) {
    return UserTable.lock(handle, project.tenant().value(), user.value()).isPresent();
  }

  /// Ends the transaction that made a user.
  public UserView created(Handle handle, Project project, UserId user) {
    jobs.begin(handle, project.tenant().value());
    return conclude(handle, project, user, true);
  }

  /// Ends a transaction that changed a user.
  public UserView changed(Handle handle, Project project, UserId user) {
    return conclude(handle, project, user, false);
  }

  private UserView conclude(Handle handle, Project project, UserId user, boolean isNew) {
    var view = find(handle, project, user).orElseThrow();
    var json = Json.text(UserJson.forServer(view, project.settings()));
    if (isPublished(project, view)) UsersSync.publish(handle, user.value(), json, clock.now());
    var event = isNew ? new Event.UserCreated(json) : new Event.UserUpdated(json);
    events.append(handle, project.tenant().value(), event);
    return view;
  }

  static boolean isPublished(Project project, UserView user) {
    return project.publishes()
        && (!user.standing().isAnonymous() || project.settings().publishesAnonymousUsers());
  }

  /// Sets every field of a user's own row; the caller has locked and read it.
  public void update(Handle handle, Project project, UserId user, Profile profile) {
    UserTable.update(handle, project.tenant().value(), user.value(), profile);
  }

  /// Switches a user's second factor on, with the envelope of its secret, or off.
  public void setTotpSecret(
      Handle handle, Project project, UserId user, @Nullable String envelope) {
    UserTable.setTotpSecret(handle, project.tenant().value(), user.value(), envelope);
  }

  /// Accepts a code of the second factor by its step. False where a code of that step or a later
  /// one was accepted before, or the secret that it was checked against is no longer the user's.
  public boolean acceptTotpStep(
      Handle handle, Project project, UserId user, String envelope, long step) {
    return UserTable.acceptTotpStep(handle, project.tenant().value(), user.value(), envelope, step)
        == 1;
  }

  /// Where the secret of a user's second factor is kept.
  public static Place placeOfTotpSecret(Project project, UserId user) {
    return new Place("users", "totp_secret", project.tenant().value(), user.toString());
  }

  /// Deletes a user and all that hangs on them; the published row stays, marked. False where there
  /// is no such user.
  public boolean delete(Handle handle, Project project, UserId user) {
    var tenant = project.tenant().value();
    var teams = UserTable.delete(handle, tenant, user.value());
    if (teams.isEmpty()) return false;
    if (project.publishes()) UsersSync.markDeleted(handle, user.value(), clock.now());
    for (var team : teams.get())
      events.append(handle, tenant, new Event.TeamMembershipDeleted(team, user.value()));
    events.append(handle, tenant, new Event.UserDeleted(user.value(), teams.get()));
    return true;
  }

  /// Makes somebody of an anonymous user. False where they are somebody already.
  public boolean becomeReal(
      Handle handle, Project project, UserId user, @Nullable String countryCode) {
    return UserTable.becomeReal(
            handle, project.tenant().value(), user.value(), countryCode, clock.now())
        == 1;
  }
}
