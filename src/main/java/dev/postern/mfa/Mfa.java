package dev.postern.mfa;

import dev.postern.clock.Clock;
import dev.postern.codes.Code;
import dev.postern.codes.CodeKind;
import dev.postern.codes.Codes;
import dev.postern.crypto.Keyring;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.MultiFactorAuthenticationRequired;
import dev.postern.http.Endpoint;
import dev.postern.limits.Limits;
import dev.postern.projects.Project;
import dev.postern.sessions.EndUser;
import dev.postern.sessions.SessionTokens;
import dev.postern.sessions.Sessions;
import dev.postern.users.UserId;
import dev.postern.users.Users;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Lets in whoever has proved their first factor, and asks for the second where there is one.
public record Mfa(
    Users users, Sessions sessions, Codes codes, Limits limits, Keyring keyring, Clock clock) {

  /// What a proved first factor leads to.
  public sealed interface Entry {}

  /// There is no second factor.
  public record Open(Sessions.Opened session) implements Entry {}

  /// There is, and no session until it is proved.
  public record Attempt(Code code) implements Entry {}

  /// What is kept with an attempt.
  record AttemptData(boolean isNewUser) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(new SignInWithTotp(users, sessions, codes, limits, keyring, clock).endpoint());
  }

  /// Lets a user in, in the transaction that saw their first factor.
  public Entry enter(Handle handle, Project project, UserId user, EndUser from) {
    return isRequired(handle, project, user)
        ? attempt(handle, project, user, new AttemptData(false))
        : new Open(sessions.open(handle, project, user, from));
  }

  /// The same for a user who signs up.
  public Entry enterNew(Handle handle, Project project, UserId user, EndUser from) {
    return isRequired(handle, project, user)
        ? attempt(handle, project, user, new AttemptData(true))
        : new Open(sessions.open(handle, project, user, from));
  }

  private static boolean isRequired(Handle handle, Project project, UserId user) {
    return SecondFactorTable.isRequired(handle, project.tenant().value(), user.value());
  }

  private Attempt attempt(Handle handle, Project project, UserId user, AttemptData data) {
    return new Attempt(codes.issue(handle, project, CodeKind.MFA_ATTEMPT, user, data));
  }

  /// The tokens of whoever is in; refuses `MULTI_FACTOR_AUTHENTICATION_REQUIRED` to others. It
  /// comes after the transaction, since an attempt must outlive the refusal that names it.
  public SessionTokens tokens(Entry entry, EndUser from) {
    return switch (entry) {
      case Open(var session) -> sessions.tokens(session, from);
      case Attempt(var code) ->
          throw new Refused(new MultiFactorAuthenticationRequired(code.value()));
    };
  }

  /// Ends what a user has begun with a first factor that is no longer good.
  public void endAttempts(Handle handle, Project project, UserId user) {
    codes.takeBack(handle, project, CodeKind.MFA_ATTEMPT, user);
  }
}
