package dev.postern.passwords;

import dev.postern.clock.Clock;
import dev.postern.contacts.Contacts;
import dev.postern.crypto.PasswordHasher;
import dev.postern.crypto.PlainPassword;
import dev.postern.errors.PasswordError.PasswordAuthenticationNotEnabled;
import dev.postern.errors.PasswordError.PasswordTooShort;
import dev.postern.errors.ProjectError.RedirectUrlNotWhitelisted;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.MultiFactorAuthenticationRequired;
import dev.postern.errors.UserError.SignUpNotEnabled;
import dev.postern.errors.UserError.UserEmailAlreadyExists;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.WebUrl;
import dev.postern.mfa.Mfa;
import dev.postern.projects.Project;
import dev.postern.sessions.SessionTokens;
import dev.postern.sessions.Sessions;
import dev.postern.sessions.SignedIn;
import dev.postern.sessions.Visitor;
import dev.postern.signup.SignUp;
import dev.postern.tokens.AccessToken;
import dev.postern.users.SignUpAddress;
import dev.postern.users.UserId;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Makes a user with an address and a password, and signs them in. Whoever comes as an anonymous
/// user stays the same user and becomes somebody.
record SignUpWithPassword(
    SignUp signUp,
    Contacts contacts,
    Sessions sessions,
    Mfa mfa,
    PasswordHasher hasher,
    Clock clock) {

  record Request(
      SignUpAddress email,
      PlainPassword password,
      Optional<WebUrl> verificationCallbackUrl,
      Optional<String> botChallengeToken,
      Optional<BotChallengePhase> botChallengePhase,
      Optional<True> botChallengeUnavailable) {}

  enum BotChallengePhase {
    INVISIBLE,
    VISIBLE
  }

  enum True {
    TRUE
  }

  Endpoint<Visitor, ?, SessionTokens> endpoint() {
    return Endpoint.post("/auth/password/sign-up", "Sign up with e-mail and password")
        .access(sessions.callers().anyKey())
        .takes(Request.class)
        .gives(SessionTokens.class)
        .refuses(
            PasswordAuthenticationNotEnabled.class,
            RedirectUrlNotWhitelisted.class,
            SignUpNotEnabled.class,
            PasswordTooShort.class,
            UserEmailAlreadyExists.class,
            MultiFactorAuthenticationRequired.class)
        .by(this::signUp);
  }

  private SessionTokens signUp(Visitor visitor, Request request) {
    var project = visitor.project();
    var anonymous = anonymous(visitor);
    refuseUnlessAllowed(project, request);
    refuseIfTaken(project, request.email());

    var hash = hasher.hash(request.password());
    var person = new SignUp.Person(request.email().address(), false, visitor.from().country());
    var entry = project.store().write(handle -> enter(handle, visitor, anonymous, person, hash));
    return mfa.tokens(entry, visitor.from());
  }

  /// The anonymous user who becomes somebody. Refuses a token whose session is over: whoever has
  /// kept one must not get hold of what that user has become.
  private Optional<UserId> anonymous(Visitor visitor) {
    if (visitor.token().filter(AccessToken::isAnonymous).isEmpty()) return Optional.empty();
    return sessions.callers().currentUser(visitor).map(SignedIn::user);
  }

  private static void refuseUnlessAllowed(Project project, Request request) {
    var settings = project.settings();
    if (!settings.allowsPasswordSignIn()) throw new Refused(new PasswordAuthenticationNotEnabled());
    var callback = request.verificationCallbackUrl();
    if (callback.isPresent() && !settings.trustedDomains().trusts(callback.get().value()))
      throw new Refused(new RedirectUrlNotWhitelisted());
    if (!settings.allowsSignUp()) throw new Refused(new SignUpNotEnabled());
    if (request.password().length() < settings.minimumPasswordLength())
      throw new Refused(new PasswordTooShort(settings.minimumPasswordLength()));
  }

  /// Spares the hash where the answer is known; the unique index has the last word.
  private void refuseIfTaken(Project project, SignUpAddress email) {
    var owner =
        project.store().once(handle -> contacts.findUserByAuth(handle, project, email.address()));
    if (owner.isPresent())
      throw new Refused(new UserEmailAlreadyExists(email.address().value(), false));
  }

  private Mfa.Entry enter(
      Handle handle,
      Visitor visitor,
      Optional<UserId> anonymous,
      SignUp.Person person,
      String hash) {
    var project = visitor.project();
    Consumer<UserId> password = id -> setPassword(handle, project, id, hash);
    if (anonymous.isPresent()
        && signUp.upgrade(handle, project, anonymous.get(), person, password)) {
      // A password that is set ends the sessions from before it; somebody new has none.
      sessions.endAllOf(handle, project, anonymous.get());
      return mfa.enterNew(handle, project, anonymous.get(), visitor.from());
    }

    // Whoever was made just now has no second factor, so nobody looks for one.
    var user = signUp.create(handle, project, person, password);
    return new Mfa.Open(sessions.open(handle, project, user, visitor.from()));
  }

  private void setPassword(Handle handle, Project project, UserId user, String hash) {
    PasswordTable.put(handle, project.tenant().value(), user.value(), hash, clock.now());
  }
}
