package dev.postern.signup;

import dev.postern.contacts.Contacts;
import dev.postern.crypto.SecureToken;
import dev.postern.projects.Project;
import dev.postern.teams.Teams;
import dev.postern.users.EmailAddress;
import dev.postern.users.NewUser;
import dev.postern.users.UserId;
import dev.postern.users.Users;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes users, and makes somebody of an anonymous one. Each is one transaction's work: the caller
/// opens it and puts in what its way of signing in needs.
public record SignUp(Users users, Contacts contacts, Teams teams, SecureToken tokens) {

  /// Somebody who signs up with an address.
  ///
  /// @param isVerified whether they have shown that the address is theirs
  /// @param countryCode where they are, as far as that is known
  public record Person(EmailAddress email, boolean isVerified, @Nullable String countryCode) {}

  /// Makes a user with an address to sign in with. Refuses `USER_EMAIL_ALREADY_EXISTS`.
  ///
  /// @param credential adds what they will prove themselves by
  public UserId create(Handle handle, Project project, Person person, Consumer<UserId> credential) {
    return create(handle, project, person, null, credential);
  }

  /// Makes a user on behalf of somebody else, with an address to sign in with once they prove that
  /// it is theirs. Whether the project takes sign-ups does not matter.
  public UserId invite(
      Handle handle, Project project, EmailAddress email, @Nullable String displayName) {
    return create(handle, project, new Person(email, false, null), displayName, _ -> {});
  }

  private UserId create(
      Handle handle,
      Project project,
      Person person,
      @Nullable String displayName,
      Consumer<UserId> credential) {
    var user = UserId.fresh(tokens);
    users.insert(handle, project, new NewUser(user, displayName, false, person.countryCode()));
    contacts.addPrimary(handle, project, user, person.email(), person.isVerified());
    credential.accept(user);
    conclude(handle, project, user, Teams.personalName(displayName, person.email().value()));
    return user;
  }

  /// Makes a user of whom nothing is known.
  public UserId createAnonymous(Handle handle, Project project) {
    var user = UserId.fresh(tokens);
    users.insert(handle, project, new NewUser(user, null, true, null));
    conclude(handle, project, user, Teams.personalName(null, null));
    return user;
  }

  private void conclude(Handle handle, Project project, UserId user, String teamName) {
    if (project.settings().createsPersonalTeam())
      teams.createPersonal(handle, project, user, teamName);
    users.created(handle, project, user);
  }

  /// Makes somebody of an anonymous user, who keeps their id and all they have. False, and nothing
  /// done, where they are somebody already or gone.
  public boolean upgrade(
      Handle handle, Project project, UserId user, Person person, Consumer<UserId> credential) {
    if (!users.becomeReal(handle, project, user, person.countryCode())) return false;
    contacts.upgradePrimary(handle, project, user, person.email(), person.isVerified());
    credential.accept(user);
    teams.renamePersonal(handle, project, user, Teams.personalName(null, person.email().value()));
    users.changed(handle, project, user);
    return true;
  }
}
