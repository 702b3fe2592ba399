package dev.postern.sessions;

import static dev.postern.http.schema.Schema.Source.HEADERS;

import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.From;

/// Gives a new access token for the refresh token in the header.
record RefreshSession(Sessions sessions) {

  record Request(@From(HEADERS) String refreshToken) {}

  record Answer(String accessToken) {}

  Endpoint<Visitor, ?, Answer> endpoint() {
    return Endpoint.post("/auth/sessions/current/refresh", "Refresh the access token of a session")
        .access(sessions.callers().anyKey())
        .takes(Request.class)
        .gives(Answer.class)
        .refuses(RefreshTokenNotFoundOrExpired.class)
        .by(this::refresh);
  }

  private Answer refresh(Visitor visitor, Request request) {
    var token = new RefreshToken(request.refreshToken());
    return new Answer(sessions.refresh(visitor.project(), token, visitor.from()));
  }
}
