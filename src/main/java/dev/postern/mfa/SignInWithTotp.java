package dev.postern.mfa;

import dev.postern.clock.Clock;
import dev.postern.codes.Code;
import dev.postern.codes.CodeKind;
import dev.postern.codes.Codes;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.Totp;
import dev.postern.errors.CodeError.VerificationCodeNotFound;
import dev.postern.errors.LimitError.TooManyTries;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.InvalidTotpCode;
import dev.postern.http.Endpoint;
import dev.postern.limits.Limit;
import dev.postern.limits.Limits;
import dev.postern.projects.Project;
import dev.postern.sessions.Sessions;
import dev.postern.sessions.Visitor;
import dev.postern.users.UserId;
import dev.postern.users.Users;
import java.time.Duration;
import java.util.UUID;

/// Opens the session that an attempt stands for, to whoever has the right code.
record SignInWithTotp(
    Users users, Sessions sessions, Codes codes, Limits limits, Keyring keyring, Clock clock) {
  /// An attempt has a limit of its own, but who has the password can begin any number of them.
  private static final Limit LIMIT = new Limit("mfa.totp", 10, Duration.ofMinutes(10));

  record Request(Code code, Type type, String totp) {}

  enum Type {
    TOTP
  }

  record Answer(String accessToken, String refreshToken, boolean isNewUser, UUID userId) {
    @Override
    public String toString() {
      return "Answer[…, userId=%s]".formatted(userId);
    }
  }

  Endpoint<Visitor, ?, Answer> endpoint() {
    return Endpoint.post("/auth/mfa/sign-in", "Prove the second factor of a sign-in")
        .access(sessions.callers().anyKey())
        .takes(Request.class)
        .gives(Answer.class)
        .refuses(Codes.REFUSES)
        .refuses(InvalidTotpCode.class, TooManyTries.class)
        .by(this::signIn);
  }

  private Answer signIn(Visitor visitor, Request request) {
    var project = visitor.project();
    var attempt = codes.check(project, CodeKind.MFA_ATTEMPT, request.code());
    var user = attempt.user().orElseThrow();
    var envelope = secret(project, user);
    limits.take(project.store(), project.tenant().value(), LIMIT, user.value().toString());
    var step = step(project, user, envelope, request.totp());

    var opened =
        project
            .store()
            .write(handle -> {
              codes.use(handle, project, attempt);
              // The same code may have come in by another attempt meanwhile; this rolls back, and
              // leaves the attempt usable.
              if (!users.acceptTotpStep(handle, project, user, envelope, step))
                throw new Refused(new InvalidTotpCode());
              limits.reset(handle, project.tenant().value(), LIMIT, user.value().toString());
              return sessions.open(handle, project, user, visitor.from());
            });

    var tokens = sessions.tokens(opened, visitor.from());
    var isNewUser = attempt.data().get("is_new_user").booleanValue();
    return new Answer(tokens.accessToken(), tokens.refreshToken(), isNewUser, tokens.userId());
  }

  /// The second factor may have been taken away since the attempt began.
  private static String secret(Project project, UserId user) {
    return project
        .store()
        .once(
            handle -> SecondFactorTable.findSecret(handle, project.tenant().value(), user.value()))
        .orElseThrow(() -> new Refused(new VerificationCodeNotFound()));
  }

  private long step(Project project, UserId user, String envelope, String code) {
    var secret = keyring.open(envelope, Users.placeOfTotpSecret(project, user));
    return Totp.stepOf(secret, code, clock.now())
        .orElseThrow(() -> new Refused(new InvalidTotpCode()));
  }
}
