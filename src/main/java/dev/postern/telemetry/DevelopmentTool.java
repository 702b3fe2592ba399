package dev.postern.telemetry;

import dev.postern.http.Endpoint;
import dev.postern.http.Success;
import dev.postern.sessions.Callers;
import java.util.List;
import java.util.Map;

/// Answers the panel that the SDKs show on a developer's own machine.
record DevelopmentTool(Callers callers) {

  record ComponentVersions(Map<String, String> versions) {}

  record Changelog(List<String> entries) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/internal/component-versions", "Newest versions of components; none are told")
            .access(callers.anyone())
            .takesNothing()
            .gives(ComponentVersions.class)
            .by((_, _) -> new ComponentVersions(Map.of())),
        Endpoint.get("/internal/changelog", "What is new; nothing is told")
            .access(callers.anyone())
            .takesNothing()
            .gives(Changelog.class)
            .by((_, _) -> new Changelog(List.of())),
        Endpoint.post("/internal/feedback", "Take feedback, which is not kept")
            .access(callers.anyone())
            .takesNothing()
            .gives(Success.class)
            .by((_, _) -> Success.SUCCESS));
  }
}
