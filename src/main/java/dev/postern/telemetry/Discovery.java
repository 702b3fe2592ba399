package dev.postern.telemetry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.http.Endpoint;
import dev.postern.http.PlainText;
import dev.postern.sessions.Callers;
import java.util.List;

/// Tells SDKs where the server is and what it can do.
///
/// @param publicUrl what browsers reach the server by; SDKs send everything to the first address
///   they are told, so this one is all they learn
record Discovery(Callers callers, String publicUrl) {

  record BackendUrls(List<String> urls) {}

  record VersionCheck(@JsonProperty("upToDate") boolean upToDate) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/internal/backend-urls", "Where this server is reached")
            .access(callers.anyone())
            .takesNothing()
            .gives(BackendUrls.class)
            .by((_, _) -> new BackendUrls(List.of(publicUrl))),
        Endpoint.post("/check-version", "Whether a client is new enough; every client is")
            .access(callers.anyone())
            .takesNothing()
            .gives(VersionCheck.class)
            .by((_, _) -> new VersionCheck(true)),
        Endpoint.post("/check-feature-support", "What to tell users of a feature that is missing")
            .access(callers.anyone())
            .takesNothing()
            .gives(PlainText.class)
            .by((_, _) -> new PlainText("This server does not have that feature.")));
  }
}
