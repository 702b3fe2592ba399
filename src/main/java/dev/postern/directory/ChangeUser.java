package dev.postern.directory;

import dev.postern.contacts.Contacts;
import dev.postern.crypto.BcryptHash;
import dev.postern.crypto.Keyring;
import dev.postern.errors.PasswordError.InvalidPasswordHash;
import dev.postern.errors.PasswordError.PasswordAndHash;
import dev.postern.errors.PasswordError.PasswordNeedsEmail;
import dev.postern.errors.PasswordError.PasswordSignInNotEnabled;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.InvalidImage;
import dev.postern.errors.UserError.InvalidProfileImageUrl;
import dev.postern.errors.UserError.NoPrimaryEmail;
import dev.postern.errors.UserError.OtpSignInNotEnabled;
import dev.postern.errors.UserError.PasskeyCannotBeSwitchedOn;
import dev.postern.errors.UserError.TeamMembershipNotFound;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.errors.UserError.UserNotFound;
import dev.postern.http.schema.Patch;
import dev.postern.images.Images;
import dev.postern.images.Picture;
import dev.postern.passwords.Passwords;
import dev.postern.projects.Project;
import dev.postern.teams.Teams;
import dev.postern.users.DisplayName;
import dev.postern.users.EmailAddress;
import dev.postern.users.UserId;
import dev.postern.users.UserView;
import dev.postern.users.Users;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changes a user, whoever asks for it: everything that the change says, or nothing.
public record ChangeUser(
    Users users,
    Contacts contacts,
    Teams teams,
    Passwords passwords,
    Images images,
    Keyring keyring) {

  /// What the act refuses.
  static final List<Class<? extends Refusal>> REFUSES =
      List.of(
          PasswordAndHash.class,
          InvalidPasswordHash.class,
          UserNotFound.class,
          TeamMembershipNotFound.class,
          UserEmailAlreadyExists.class,
          NoPrimaryEmail.class,
          OtpSignInNotEnabled.class,
          PasskeyCannotBeSwitchedOn.class,
          PasswordSignInNotEnabled.class,
          PasswordNeedsEmail.class,
          InvalidProfileImageUrl.class,
          InvalidImage.class);

  /// What takes long or needs no transaction, made before it.
  private record Prepared(Patch<String> hash, Patch<Picture> picture, Patch<String> totpEnvelope) {}

  /// A user whose row is locked, as they were before the change.
  private record Locked(Handle handle, Project project, UserView before) {
    UserId id() {
      return new UserId(before.id());
    }
  }

  /// The user after the change.
  public UserView change(Project project, UserId user, UserChange change) {
    var prepared =
        new Prepared(
            hash(change.password()),
            change.about().profileImageUrl().map(images::look),
            change.methods().totpSecretBase64().map(secret -> envelope(project, user, secret)));
    return project.store().write(handle -> apply(lock(handle, project, user), change, prepared));
  }

  private Patch<String> hash(UserChange.Password password) {
    var imported = password.passwordHash();
    if (imported.isPresent() && password.password().isGiven())
      throw new Refused(new PasswordAndHash());
    if (imported.isPresent()) return new Patch.Set<>(bcrypt(imported.get()));
    return password.password().map(passwords::hash);
  }

  private static String bcrypt(String imported) {
    return BcryptHash.parse(imported)
        .map(BcryptHash::text)
        .orElseThrow(() -> new Refused(new InvalidPasswordHash()));
  }

  private String envelope(Project project, UserId user, TotpSecret secret) {
    return keyring.seal(secret.bytes(), Users.placeOfTotpSecret(project, user));
  }

  private Locked lock(Handle handle, Project project, UserId user) {
    if (!users.lock(handle, project, user)) throw new Refused(new UserNotFound());
    return new Locked(handle, project, users.find(handle, project, user).orElseThrow());
  }

  /// The order of the checks is the contract's.
  private UserView apply(Locked user, UserChange change, Prepared prepared) {
    selectTeam(user, change.about().selectedTeamId());
    changeEmail(user, change.email());
    refuseUnlessPossible(user, change.methods());
    changePassword(user, change.email(), prepared.hash());
    var imageUrl = imageUrl(user, prepared.picture());
    users.update(user.handle(), user.project(), user.id(), change.over(user.before(), imageUrl));
    if (prepared.totpEnvelope().isGiven())
      users.setTotpSecret(
          user.handle(), user.project(), user.id(), prepared.totpEnvelope().over(null));
    if (change.standing().isAnonymous().isPresent()) becomeSomebody(user, change);
    return users.changed(user.handle(), user.project(), user.id());
  }

  private void selectTeam(Locked user, Patch<UUID> team) {
    if (team.isGiven()) teams.select(user.handle(), user.project(), user.id(), team.over(null));
  }

  private void changeEmail(Locked user, UserChange.Email email) {
    var flags = new Contacts.Flags(email.primaryEmailVerified(), email.primaryEmailAuthEnabled());
    if (email.primaryEmail().isGiven() || !flags.equals(Contacts.Flags.AS_THEY_ARE))
      contacts.changePrimary(user.handle(), user.project(), user.id(), email.primaryEmail(), flags);
  }

  private static void refuseUnlessPossible(Locked user, UserChange.Methods methods) {
    var isNewOtp = methods.otpAuthEnabled().orElse(false) && !user.before().methods().otp();
    if (isNewOtp && !user.project().settings().allowsOtpSignIn())
      throw new Refused(new OtpSignInNotEnabled());
    if (methods.passkeyAuthEnabled().orElse(false))
      throw new Refused(new PasskeyCannotBeSwitchedOn());
  }

  private void changePassword(Locked user, UserChange.Email email, Patch<String> hash) {
    switch (hash) {
      case Patch.Keep<String>() -> {}
      case Patch.Clear<String>() -> passwords.remove(user.handle(), user.project(), user.id());
      case Patch.Set<String>(var text) -> {
        if (!user.before().methods().password()) refuseFirstPassword(user, email);
        passwords.set(user.handle(), user.project(), user.id(), text);
      }
    }
  }

  private static void refuseFirstPassword(Locked user, UserChange.Email email) {
    if (!user.project().settings().allowsPasswordSignIn())
      throw new Refused(new PasswordSignInNotEnabled());
    var primary = user.before().primary();
    var before = primary == null ? null : primary.email();
    if (email.primaryEmail().map(EmailAddress::value).over(before) == null)
      throw new Refused(new PasswordNeedsEmail());
  }

  /// Where the image is after the change. An address that is given back as it was given out leaves
  /// the image in its place.
  private @Nullable String imageUrl(Locked user, Patch<Picture> picture) {
    var current = user.before().profileImageUrl();
    return switch (picture) {
      case Patch.Keep<Picture>() -> current;
      case Patch.Clear<Picture>() -> {
        images.forget(user.handle(), user.project(), user.id());
        yield null;
      }
      case Patch.Set<Picture>(Picture.OnTheWeb(var url)) when url.equals(current) -> current;
      case Patch.Set<Picture>(var given) ->
          images.keep(user.handle(), user.project(), user.id(), given);
    };
  }

  /// A personal team from the nameless time gets its name from what this change says of the user.
  private void becomeSomebody(Locked user, UserChange change) {
    if (!users.becomeReal(user.handle(), user.project(), user.id(), null)) return;
    var name = change.about().displayName().map(DisplayName::value).over(null);
    var email = change.email().primaryEmail().map(EmailAddress::value).over(null);
    teams.renamePersonal(
        user.handle(),
        user.project(),
        user.id(),
        Teams.personalName(name == null || name.isEmpty() ? null : name, email));
  }
}
