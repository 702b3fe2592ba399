package dev.postern.telemetry;

import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.PlainText;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.sessions.Callers;
import dev.postern.sessions.SignedIn;
import dev.postern.sessions.Visitor;
import java.util.Locale;
import java.util.Optional;

/// Greets whoever looks at the address of the API, and says how the request was understood.
record Welcome(Callers callers) {

  Endpoint<Optional<Visitor>, Nothing, PlainText> endpoint() {
    return Endpoint.get("/", "Say how this request is authenticated")
        .access(callers.anyone())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(PlainText.class)
        .by((visitor, _) -> greet(visitor));
  }

  private PlainText greet(Optional<Visitor> visitor) {
    var authentication = visitor.map(this::describe).orElse("None");
    return new PlainText(
        """
        Postern answers here. Its endpoints are listed at /openapi.json.

        Authentication: %s\
        """
            .formatted(authentication));
  }

  private String describe(Visitor visitor) {
    var type = visitor.type().wireName();
    var user = callers.currentUser(visitor).map(SignedIn::user);
    return """
    %s
      Project: %s
      User: %s\
    """
        .formatted(
            type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1),
            visitor.project().id().value(),
            user.map(Object::toString).orElse("None"));
  }
}
