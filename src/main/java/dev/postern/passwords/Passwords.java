package dev.postern.passwords;

import dev.postern.clock.Clock;
import dev.postern.contacts.Contacts;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.PlainPassword;
import dev.postern.http.Endpoint;
import dev.postern.mfa.Mfa;
import dev.postern.projects.Project;
import dev.postern.sessions.Sessions;
import dev.postern.signup.SignUp;
import dev.postern.users.UserId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Signing up and in with passwords.
public record Passwords(
    SignUp signUp,
    Contacts contacts,
    Sessions sessions,
    Mfa mfa,
    PasswordHasher hasher,
    Clock clock) {

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        new SignInWithPassword(sessions, mfa, hasher).endpoint(),
        new SignUpWithPassword(signUp, contacts, sessions, mfa, hasher, clock).endpoint());
  }

  /// The hash of a password. It takes long, so it is no work for a transaction.
  public String hash(PlainPassword password) {
    return hasher.hash(password);
  }

  /// Gives a user a password, in place of the one they had, and ends all their sessions, also those
  /// that wait for a second factor.
  public void set(Handle handle, Project project, UserId user, String hash) {
    PasswordTable.put(handle, project.tenant().value(), user.value(), hash, clock.now());
    end(handle, project, user);
  }

  /// Takes a user's password away, and ends all their sessions.
  public void remove(Handle handle, Project project, UserId user) {
    PasswordTable.delete(handle, project.tenant().value(), user.value());
    end(handle, project, user);
  }

  private void end(Handle handle, Project project, UserId user) {
    sessions.endAllOf(handle, project, user);
    mfa.endAttempts(handle, project, user);
  }
}
