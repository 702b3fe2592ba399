package dev.postern;

import dev.postern.db.Listener;
import dev.postern.errors.Unavailable;
import dev.postern.http.Access;
import dev.postern.http.Access.Anyone;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.Schema.Strays;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether this node lives, and whether it is ready for requests.
record Health(Listener listener, Readiness readiness) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  record Request(Optional<String> db) {}

  record Status(String status) {
    static final Status OK = new Status("ok");
  }

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/health", "Whether the server lives; with db=1 also whether home answers")
            .access(Access.anyone())
            .takes(Request.class, Strays.IGNORED)
            .gives(Status.class)
            .by(this::alive),
        Endpoint.get("/health/ready", "Whether the server is ready for requests")
            .access(Access.anyone())
            .takesNothing()
            .gives(Status.class)
            .by((_, _) -> ready()));
  }

  private Status alive(Anyone anyone, Request request) {
    if (request.db().filter(db -> !db.isEmpty()).isPresent()) refuseUnlessHomeAnswers();
    return Status.OK;
  }

  private Status ready() {
    readiness
        .refusal()
        .ifPresent(why -> {
          throw new Unavailable(why, PATIENCE);
        });
    refuseUnlessHomeAnswers();
    return Status.OK;
  }

  private void refuseUnlessHomeAnswers() {
    if (listener.ping(PATIENCE)) return;
    throw new Unavailable(
        listener.isOpening()
            ? "The connection by which home is asked is still being opened"
            : "The home database does not answer",
        PATIENCE);
  }
}
