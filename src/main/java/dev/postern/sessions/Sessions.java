package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.http.Endpoint;
import dev.postern.projects.KeySet;
import dev.postern.projects.Project;
import dev.postern.tokens.AccessTokens;
import dev.postern.tokens.Claims;
import dev.postern.users.UserId;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Opens, refreshes and ends sessions.
public record Sessions(
    AccessTokens accessTokens,
    Callers callers,
    LastUses lastUses,
    SecureToken tokens,
    Clock clock) {
  private static final Duration LIFETIME = Duration.ofDays(365);

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(new RefreshSession(this).endpoint(), new SignOut(callers, clock).endpoint());
  }

  /// A session that has been opened in a transaction; its tokens are good once that commits.
  public record Opened(Project project, Claims claims, RefreshToken refreshToken) {}

  /// Opens a session for a user, in the transaction that let them in.
  public Opened open(Handle handle, Project project, UserId user, EndUser from) {
    var token = RefreshToken.fresh(tokens);
    var now = clock.now();
    var session =
        new SessionTable.New(
            tokens.uuid(),
            user.value(),
            token.hash(),
            false,
            now,
            now.plus(LIFETIME),
            from.json().orElse(null));
    var claims = SessionTable.insert(handle, project.tenant().value(), session);
    return new Opened(project, claims, token);
  }

  /// The tokens of a session that has been opened. Signing is no work for a transaction, so this
  /// comes after it.
  public SessionTokens tokens(Opened opened, EndUser from) {
    var claims = opened.claims();
    lastUses.note(opened.project(), claims, from);
    var accessToken = accessTokens.sign(opened.project(), claims);
    return new SessionTokens(accessToken, opened.refreshToken().value(), claims.user());
  }

  /// A new access token for a session that lives. Refuses with
  /// `REFRESH_TOKEN_NOT_FOUND_OR_EXPIRED`, and with nothing else, one that does not.
  public String refresh(Project project, RefreshToken token, EndUser from) {
    var claims =
        project
            .store()
            .once(handle ->
                SessionTable.findByToken(
                    handle, project.tenant().value(), token.hash(), clock.now()))
            .orElseThrow(() -> new Refused(new RefreshTokenNotFoundOrExpired()));
    lastUses.note(project, claims, from);
    return accessTokens.sign(project, claims);
  }

  /// Whether this is, now, a key of the project.
  public boolean accepts(Project project, KeySet.Kind kind, String key) {
    return project.accepts(kind, key, clock.now());
  }

  /// Ends every session of a user.
  public void endAllOf(Handle handle, Project project, UserId user) {
    SessionTable.deleteAllOf(handle, project.tenant().value(), user.value());
  }
}
