package dev.postern.passwords;

import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.PasswordHasher.Verdict;
import dev.postern.crypto.PlainPassword;
import dev.postern.errors.PasswordError.EmailPasswordMismatch;
import dev.postern.errors.PasswordError.PasswordAuthenticationNotEnabled;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.MultiFactorAuthenticationRequired;
import dev.postern.http.Endpoint;
import dev.postern.mfa.Mfa;
import dev.postern.projects.Project;
import dev.postern.sessions.SessionTokens;
import dev.postern.sessions.Sessions;
import dev.postern.sessions.Visitor;
import dev.postern.users.EmailAddress;
import dev.postern.users.UserId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Lets in whoever knows the password, as far as the password alone goes.
record SignInWithPassword(Sessions sessions, Mfa mfa, PasswordHasher hasher) {

  record Request(EmailAddress email, PlainPassword password) {}

  Endpoint<Visitor, ?, SessionTokens> endpoint() {
    return Endpoint.post("/auth/password/sign-in", "Sign in with e-mail and password")
        .access(sessions.callers().anyKey())
        .takes(Request.class)
        .gives(SessionTokens.class)
        .refuses(
            PasswordAuthenticationNotEnabled.class,
            EmailPasswordMismatch.class,
            MultiFactorAuthenticationRequired.class)
        .by(this::signIn);
  }

  private SessionTokens signIn(Visitor visitor, Request request) {
    var project = visitor.project();
    if (!project.settings().allowsPasswordSignIn())
      throw new Refused(new PasswordAuthenticationNotEnabled());

    var tenant = project.tenant().value();
    var found =
        project
            .store()
            .once(handle -> PasswordTable.findByEmail(handle, tenant, request.email().value()));

    // Verified even when nobody was found, so that timing does not tell who has an account.
    var verdict = hasher.verify(request.password(), found.map(PasswordTable.Row::hash));
    if (verdict == Verdict.MISMATCH) throw new Refused(new EmailPasswordMismatch());

    var account = found.orElseThrow();
    var fresh = rehashed(verdict, request.password());
    var entry =
        project
            .store()
            .write(handle -> {
              confirm(handle, project, account, fresh);
              var user = new UserId(account.userId());
              return mfa.enter(handle, project, user, visitor.from());
            });
    return mfa.tokens(entry, visitor.from());
  }

  private Optional<String> rehashed(Verdict verdict, PlainPassword password) {
    return verdict == Verdict.MATCH_OUTDATED
        ? Optional.of(hasher.hash(password))
        : Optional.empty();
  }

  /// The password may have been changed while it was verified; then this one is no longer good.
  private static void confirm(
      Handle handle, Project project, PasswordTable.Row account, Optional<String> fresh) {
    var tenant = project.tenant().value();
    var isSame =
        fresh
            .map(hash ->
                PasswordTable.rehash(handle, tenant, account.userId(), account.hash(), hash) == 1)
            .orElseGet(() ->
                PasswordTable.confirm(handle, tenant, account.userId(), account.hash())
                    .isPresent());
    if (!isSame) throw new Refused(new EmailPasswordMismatch());
  }
}
