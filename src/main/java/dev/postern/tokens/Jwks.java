package dev.postern.tokens;

import static dev.postern.http.schema.Schema.Source.QUERY;

import dev.postern.errors.ProjectError.ProjectNotFound;
import dev.postern.errors.Refused;
import dev.postern.http.Access;
import dev.postern.http.Access.Anyone;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.From;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.projects.Audience;
import dev.postern.projects.Projects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The public keys of a project's access tokens, for verifiers (RFC 7517).
///
/// A verifier that does not ask for restricted or anonymous users gets no key of theirs, and so
/// cannot take one of their tokens for a real user's.
public record Jwks(Projects projects) {
  private static final String AN_HOUR = "public, max-age=3600";

  record Request(
      String projectId,
      @From(QUERY) Optional<Truth> includeRestricted,
      @From(QUERY) Optional<Truth> includeAnonymous) {}

  /// A flag that is spelled out.
  enum Truth {
    TRUE,
    FALSE
  }

  record Answer(List<Map<String, Object>> keys) {}

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(ofNormalUsers(), ofRestrictedUsers(), ofAnonymousUsers());
  }

  private Endpoint<Anyone, ?, Answer> ofNormalUsers() {
    return on("/projects/{project_id}/.well-known/jwks.json", "Keys of normal users' tokens")
        .by((_, request) ->
            keys(
                request.projectId(),
                isTrue(request.includeRestricted()),
                isTrue(request.includeAnonymous())));
  }

  private Endpoint<Anyone, ?, Answer> ofRestrictedUsers() {
    return on(
            "/projects-restricted-users/{project_id}/.well-known/jwks.json",
            "The same with the keys of restricted users' tokens")
        .by((_, request) -> keys(request.projectId(), true, isTrue(request.includeAnonymous())));
  }

  private Endpoint<Anyone, ?, Answer> ofAnonymousUsers() {
    return on(
            "/projects-anonymous-users/{project_id}/.well-known/jwks.json",
            "The same with the keys of restricted and anonymous users' tokens")
        .by((_, request) -> keys(request.projectId(), true, true));
  }

  private static Endpoint.Giving<Anyone, Request, Answer> on(String path, String summary) {
    return Endpoint.get(path, summary)
        .access(Access.anyone())
        .takes(Request.class, Strays.REFUSED)
        .gives(Answer.class)
        .cached(AN_HOUR)
        .refuses(ProjectNotFound.class);
  }

  private static boolean isTrue(Optional<Truth> flag) {
    return flag.filter(Truth.TRUE::equals).isPresent();
  }

  private Answer keys(String projectId, boolean restricted, boolean anonymous) {
    var project =
        projects.findForVerifiers(projectId).orElseThrow(() -> new Refused(new ProjectNotFound()));
    List<Map<String, Object>> keys = new ArrayList<>();
    for (var audience : Audience.values())
      if (isAsked(audience, restricted, anonymous))
        project.signingKeys().of(audience).forEach(key -> keys.add(key.publicJwk()));
    return new Answer(keys);
  }

  private static boolean isAsked(Audience audience, boolean restricted, boolean anonymous) {
    return switch (audience) {
      case NORMAL -> true;
      case RESTRICTED -> restricted || anonymous;
      case ANONYMOUS -> anonymous;
    };
  }
}
