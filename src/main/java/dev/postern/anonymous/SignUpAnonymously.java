package dev.postern.anonymous;

import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.sessions.SessionTokens;
import dev.postern.sessions.Sessions;
import dev.postern.sessions.Visitor;
import dev.postern.signup.SignUp;

/// Makes an anonymous user and signs them in. Works in every project, whatever it allows.
public record SignUpAnonymously(SignUp signUp, Sessions sessions) {

  public Endpoint<Visitor, Nothing, SessionTokens> endpoint() {
    return Endpoint.post("/auth/anonymous/sign-up", "Sign up as nobody in particular")
        .access(sessions.callers().anyKey())
        .takesNothing()
        .gives(SessionTokens.class)
        .by(this::signUp);
  }

  private SessionTokens signUp(Visitor visitor, Nothing nothing) {
    var project = visitor.project();
    var opened =
        project
            .store()
            .write(handle ->
                sessions.open(
                    handle, project, signUp.createAnonymous(handle, project), visitor.from()));
    return sessions.tokens(opened, visitor.from());
  }
}
