package dev.postern.telemetry;

import dev.postern.crypto.SecureToken;
import dev.postern.http.Endpoint;
import dev.postern.sessions.Callers;
import java.util.List;
import java.util.stream.Stream;

/// The endpoints that the SDKs call without being asked.
public record Telemetry(Callers callers, String publicUrl, SecureToken tokens) {

  public List<Endpoint<?, ?, ?>> endpoints() {
    return Stream.of(
            List.of(new Welcome(callers).endpoint()),
            new Discovery(callers, publicUrl).endpoints(),
            new DevelopmentTool(callers).endpoints(),
            new Analytics(callers, tokens).endpoints(),
            new Purchases(callers).endpoints())
        .<Endpoint<?, ?, ?>>flatMap(List::stream)
        .toList();
  }
}
