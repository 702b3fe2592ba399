package dev.postern.telemetry;

import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.UserAuthenticationRequired;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.Body;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.sessions.Callers;
import dev.postern.sessions.Visitor;
import java.util.List;
import java.util.UUID;

/// Takes page views, clicks and recordings of pages, and keeps none of them.
record Analytics(Callers callers, SecureToken tokens) {

  record Batch(Body body) {}

  record Inserted(int inserted) {}

  record Recording(UUID batchId) {}

  record Recorded(UUID sessionReplayId, UUID batchId, String s3Key, boolean deduped) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.post("/analytics/events/batch", "Take page views and clicks, which are not kept")
            .access(callers.anyKey())
            .takes(Batch.class)
            .gives(Inserted.class)
            .by(this::count),
        Endpoint.post("/session-replays/batch", "Take a recording of a page, which is not kept")
            .access(callers.anyKey())
            .takes(Recording.class, Strays.IGNORED)
            .gives(Recorded.class)
            .by(this::forget));
  }

  private Inserted count(Visitor visitor, Batch batch) {
    refuseUnlessSignedIn(visitor);
    return new Inserted(EventCount.of(batch.body()));
  }

  private Recorded forget(Visitor visitor, Recording recording) {
    refuseUnlessSignedIn(visitor);
    return new Recorded(tokens.uuid(), recording.batchId(), "", false);
  }

  private void refuseUnlessSignedIn(Visitor visitor) {
    if (callers.currentUser(visitor).isEmpty()) throw new Refused(new UserAuthenticationRequired());
  }
}
