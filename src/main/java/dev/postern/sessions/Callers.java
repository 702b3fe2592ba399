package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.AccessError.InsufficientAccessType;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.http.Access;
import dev.postern.http.Exchange;
import dev.postern.http.RequestHeaders;
import dev.postern.http.schema.Problems;
import dev.postern.tokens.AccessToken;
import dev.postern.users.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/// Who may call the endpoints of the SDKs' surface: one rule for each kind of caller. The type of
/// the caller that an act receives is the proof of its right.
public record Callers(Authentication authentication, Clock clock) {

  /// Client access or higher, signed in or not.
  public Access<Visitor> anyKey() {
    return new Rule<>(
        "client", EnumSet.allOf(AccessType.class), (visitor, _) -> Optional.of(visitor));
  }

  /// Client access and no higher: the clients' own view of something.
  public Access<Visitor> clientView() {
    return new Rule<>(
        "client only", EnumSet.of(AccessType.CLIENT), (visitor, _) -> Optional.of(visitor));
  }

  /// Server access or higher.
  public Access<Server> server() {
    return new Rule<>(
        "server",
        EnumSet.of(AccessType.SERVER, AccessType.ADMIN),
        (visitor, _) -> Optional.of(new Server(visitor)));
  }

  /// Client access or higher with a user whose session lives.
  public Access<SignedIn> signedIn() {
    return new Rule<>("signed in", EnumSet.allOf(AccessType.class), this::signedIn);
  }

  /// Whoever calls, also without any key; keys and tokens that come along must be good.
  public Access<Optional<Visitor>> anyone() {
    return new Access<>() {
      @Override
      public boolean suits(RequestHeaders headers) {
        return true;
      }

      @Override
      public Admission<Optional<Visitor>> admit(Exchange exchange, Problems problems) {
        return Admission.of(authentication.of(exchange));
      }

      @Override
      public String scheme() {
        return "any";
      }
    };
  }

  private Optional<SignedIn> signedIn(Visitor visitor, Problems problems) {
    var user = currentUser(visitor);
    if (user.isEmpty()) problems.add("auth.user must be defined");
    return user;
  }

  /// The user of the access token. Nobody where there is no token, or no such user any more; a
  /// token whose session is over while its user lives is answered like an expired one.
  public Optional<SignedIn> currentUser(Visitor visitor) {
    var token = visitor.token();
    if (token.isEmpty()) return Optional.empty();
    var project = visitor.project();
    var standing =
        project
            .store()
            .once(handle ->
                SessionTable.standing(
                    handle, project.tenant().value(), token.get(), null, clock.now()));
    if (standing.isEmpty()) return Optional.empty();
    if (!standing.get().sessionLives()) throw sessionIsOver(token.get());
    return Optional.of(new SignedIn(visitor, token.get().user(), token.get().session()));
  }

  /// What a token is answered with whose session is over.
  public Refused sessionIsOver(AccessToken token) {
    return new Refused(
        new AccessTokenExpired(
            clock.now().toEpochMilli(),
            token.project().value(),
            token.user().toString(),
            token.session().toString()));
  }

  /// A rule over the access type. It looks the current user up only where somebody asks for `me`.
  private final class Rule<C> implements Access<C> {
    private final String scheme;
    private final Set<AccessType> types;
    private final BiFunction<Visitor, Problems, Optional<C>> yields;

    Rule(String scheme, Set<AccessType> types, BiFunction<Visitor, Problems, Optional<C>> yields) {
      this.scheme = scheme;
      this.types = types;
      this.yields = yields;
    }

    @Override
    public boolean suits(RequestHeaders headers) {
      return headers
          .stack("access-type")
          .flatMap(AccessType::of)
          .filter(types::contains)
          .isPresent();
    }

    @Override
    public Admission<C> admit(Exchange exchange, Problems problems) {
      var visitor = authentication.of(exchange);
      if (visitor.isEmpty()) {
        problems.deny(new AccessTypeRequired());
        return new Admission<>(Optional.empty(), Optional::empty);
      }
      return new Admission<>(caller(visitor.get(), problems), () -> me(visitor.get()));
    }

    private Optional<C> caller(Visitor visitor, Problems problems) {
      if (types.contains(visitor.type())) return yields.apply(visitor, problems);
      List<String> allowed = types.stream().map(AccessType::wireName).toList();
      problems.deny(new InsufficientAccessType(visitor.type().wireName(), allowed));
      return Optional.empty();
    }

    private Optional<UUID> me(Visitor visitor) {
      return currentUser(visitor).map(SignedIn::user).map(UserId::value);
    }

    @Override
    public String scheme() {
      return scheme;
    }
  }
}
