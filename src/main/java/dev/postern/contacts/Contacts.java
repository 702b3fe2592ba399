package dev.postern.contacts;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.NoPrimaryEmail;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.http.schema.Patch;
import dev.postern.projects.Project;
import dev.postern.users.EmailAddress;
import dev.postern.users.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Gives users their addresses, and finds users by them.
public record Contacts(SecureToken tokens, Clock clock) {

  /// The flags of a primary e-mail, as an update gives them.
  public record Flags(Optional<Boolean> isVerified, Optional<Boolean> usedForAuth) {
    public static final Flags AS_THEY_ARE = new Flags(Optional.empty(), Optional.empty());
  }

  /// The user who signs in with an address.
  public Optional<UserId> findUserByAuth(Handle handle, Project project, EmailAddress email) {
    return ContactTable.findUserByAuth(handle, tenant(project), email.value()).map(UserId::new);
  }

  /// Gives a user who has none a primary e-mail. Refuses (`USER_EMAIL_ALREADY_EXISTS`) one that
  /// somebody signs in with, whoever comes first.
  public void addPrimary(
      Handle handle, Project project, UserId user, EmailAddress email, boolean isVerified) {
    insert(handle, project, user, fresh(email, isVerified, true));
  }

  private ContactTable.Row fresh(EmailAddress email, boolean isVerified, boolean usedForAuth) {
    return new ContactTable.Row(tokens.uuid(), email.value(), true, isVerified, usedForAuth);
  }

  private void insert(Handle handle, Project project, UserId user, ContactTable.Row channel) {
    var inserted =
        ContactTable.insertPrimary(handle, tenant(project), user.value(), channel, clock.now());
    if (inserted == 0) throw taken(channel.value());
  }

  /// Changes the primary e-mail of a user and its flags, as far as the update speaks of them. The
  /// old primary is demoted, never deleted.
  public void changePrimary(
      Handle handle, Project project, UserId user, Patch<EmailAddress> email, Flags flags) {
    var primary = ContactTable.findPrimary(handle, tenant(project), user.value());
    switch (email) {
      case Patch.Keep<EmailAddress>() -> setFlags(handle, project, primary, flags);
      case Patch.Clear<EmailAddress>() ->
          ContactTable.demoteAll(handle, tenant(project), user.value());
      case Patch.Set<EmailAddress>(var address) -> {
        if (primary.filter(current -> current.value().equals(address.value())).isPresent())
          setFlags(handle, project, primary, flags);
        else replacePrimary(handle, project, user, address, flags);
      }
    }
  }

  private void setFlags(
      Handle handle, Project project, Optional<ContactTable.Row> primary, Flags flags) {
    if (primary.isEmpty()) {
      refuseFlag("primary_email_auth_enabled", flags.usedForAuth());
      refuseFlag("primary_email_verified", flags.isVerified());
      return;
    }
    var current = primary.get();
    var isVerified = flags.isVerified().orElse(current.isVerified());
    var usedForAuth = flags.usedForAuth().orElse(current.usedForAuth());
    if (isVerified == current.isVerified() && usedForAuth == current.usedForAuth()) return;
    promote(handle, project, current, isVerified, usedForAuth);
  }

  private static void refuseFlag(String name, Optional<Boolean> flag) {
    if (flag.orElse(false)) throw new Refused(new NoPrimaryEmail(name));
  }

  private void replacePrimary(
      Handle handle, Project project, UserId user, EmailAddress email, Flags flags) {
    var tenant = tenant(project);
    var primary = ContactTable.findPrimary(handle, tenant, user.value());
    var usedForAuth =
        flags.usedForAuth().orElse(primary.map(ContactTable.Row::usedForAuth).orElse(false));
    if (usedForAuth && findUserByAuth(handle, project, email).isPresent())
      throw taken(email.value());
    ContactTable.demoteAll(handle, tenant, user.value());
    var own = ContactTable.findOf(handle, tenant, user.value(), email.value());
    if (own.isPresent())
      promote(
          handle,
          project,
          own.get(),
          flags.isVerified().orElse(own.get().isVerified()),
          usedForAuth);
    else insert(handle, project, user, fresh(email, flags.isVerified().orElse(false), usedForAuth));
  }

  /// Makes an address the primary one that its user signs in with, in place of what they had.
  public void upgradePrimary(
      Handle handle, Project project, UserId user, EmailAddress email, boolean isVerified) {
    var tenant = tenant(project);
    ContactTable.demoteAll(handle, tenant, user.value());
    var own = ContactTable.findOf(handle, tenant, user.value(), email.value());
    if (own.isPresent()) promote(handle, project, own.get(), isVerified, true);
    else insert(handle, project, user, fresh(email, isVerified, true));
  }

  private void promote(
      Handle handle,
      Project project,
      ContactTable.Row channel,
      boolean isVerified,
      boolean usedForAuth) {
    var promoted =
        ContactTable.promote(handle, tenant(project), channel.id(), isVerified, usedForAuth);
    if (promoted == 0) throw taken(channel.value());
  }

  private static Refused taken(String email) {
    return new Refused(new UserEmailAlreadyExists(email, false));
  }

  private static UUID tenant(Project project) {
    return project.tenant().value();
  }
}
