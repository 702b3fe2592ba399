package dev.postern.codes;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.errors.CodeError.VerificationCodeAlreadyUsed;
import dev.postern.errors.CodeError.VerificationCodeExpired;
import dev.postern.errors.CodeError.VerificationCodeMaxAttemptsReached;
import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.http.Json;
import dev.postern.projects.Project;
import dev.postern.users.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/// Makes codes, and takes each back once.
public record Codes(SecureToken tokens, Clock clock) {
  private static final int MOST_ATTEMPTS = 20;

  /// What the endpoint of a code must list.
  public static final List<Class<? extends Refusal>> REFUSES =
      List.of(
          VerificationCodeNotFound.class,
          VerificationCodeExpired.class,
          VerificationCodeAlreadyUsed.class,
          VerificationCodeMaxAttemptsReached.class);

  /// A code that was good when it was checked.
  ///
  /// @param user whose it is, where it is that of a user
  /// @param data what was kept with it
  public record Checked(Code code, Optional<UserId> user, JsonNode data) {}

  /// Makes a code for a user, who takes it along when they are deleted.
  ///
  /// @param data what will be needed when it comes back
  public Code issue(Handle handle, Project project, CodeKind kind, UserId user, Record data) {
    var code = Code.fresh(tokens);
    var now = clock.now();
    var row =
        new CodeTable.New(
            code, kind, user.value(), Json.text(data), now, now.plus(kind.lifetime()));
    CodeTable.insert(handle, tenant(project), row);
    return code;
  }

  /// Counts an attempt, and answers the code if it can be used. It opens a door of its own, so that
  /// the count stays whatever becomes of the attempt.
  public Checked check(Project project, CodeKind kind, Code code) {
    var found =
        project
            .store()
            .once(handle -> CodeTable.attempt(handle, tenant(project), kind, code))
            .orElseThrow(() -> new Refused(new VerificationCodeNotFound()));
    if (!found.expiresAt().isAfter(clock.now())) throw new Refused(new VerificationCodeExpired());
    if (found.isUsed()) throw new Refused(new VerificationCodeAlreadyUsed());
    if (found.attempts() > MOST_ATTEMPTS)
      throw new Refused(new VerificationCodeMaxAttemptsReached());
    return new Checked(code, Optional.ofNullable(found.user()).map(UserId::new), found.data());
  }

  /// Uses a code up. Of any number who try at once, one succeeds.
  public void use(Handle handle, Project project, Checked checked) {
    if (CodeTable.use(handle, tenant(project), checked.code(), clock.now()) == 0)
      throw new Refused(new VerificationCodeAlreadyUsed());
  }

  /// Takes back all codes of this kind that a user has.
  public void takeBack(Handle handle, Project project, CodeKind kind, UserId user) {
    CodeTable.deleteAllOf(handle, tenant(project), kind, user.value());
  }

  private static UUID tenant(Project project) {
    return project.tenant().value();
  }
}
