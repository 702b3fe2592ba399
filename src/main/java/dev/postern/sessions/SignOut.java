package dev.postern.sessions;

import static dev.postern.http.Success.SUCCESS;

import dev.postern.clock.Clock;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.Success;

/// Ends the session that the access token comes from.
record SignOut(Callers callers, Clock clock) {

  Endpoint<Visitor, Nothing, Success> endpoint() {
    return Endpoint.delete("/auth/sessions/current", "Sign out")
        .access(callers.anyKey())
        .takesNothing()
        .gives(Success.class)
        .refuses(AccessTokenExpired.class, RefreshTokenNotFoundOrExpired.class)
        .by(this::signOut);
  }

  private Success signOut(Visitor visitor, Nothing nothing) {
    var session = visitor.token().orElseThrow(this::noToken).session();
    var project = visitor.project();
    var ended =
        project
            .store()
            .once(handle -> SessionTable.delete(handle, project.tenant().value(), session));
    if (ended == 0) throw new Refused(new RefreshTokenNotFoundOrExpired());
    return SUCCESS;
  }

  private Refused noToken() {
    return new Refused(new AccessTokenExpired(clock.now().toEpochMilli(), null, null, null));
  }
}
