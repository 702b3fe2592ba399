package dev.postern.sessions;

import dev.postern.clock.Clock;
import dev.postern.errors.AccessError.AccessTypeWithoutProjectId;
import dev.postern.errors.AccessError.AdminAuthenticationRequired;
import dev.postern.errors.AccessError.BranchDoesNotExist;
import dev.postern.errors.AccessError.InvalidAccessType;
import dev.postern.errors.AccessError.InvalidPublishableClientKey;
import dev.postern.errors.AccessError.InvalidSecretServerKey;
import dev.postern.errors.AccessError.InvalidSuperSecretAdminKey;
import dev.postern.errors.AccessError.ProjectKeyWithoutAccessType;
import dev.postern.errors.AccessError.PublishableClientKeyRequired;
import dev.postern.errors.AccessError.ServerAuthenticationRequired;
import dev.postern.errors.ProjectError.CurrentProjectNotFound;
import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.AnonymousAuthenticationNotAllowed;
import dev.postern.errors.SessionError.InvalidProjectForAccessToken;
import dev.postern.errors.SessionError.RestrictedUserNotAllowed;
import dev.postern.http.Exchange;
import dev.postern.http.RequestHeaders;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import dev.postern.tokens.AccessToken;
import dev.postern.tokens.AccessTokens;
import java.util.List;
import java.util.Optional;

/// Works out from the headers alone who calls. What is wrong is told in a fixed order: access type,
/// access token, project, keys, branch.
public record Authentication(
    Projects projects,
    AccessTokens accessTokens,
    AdminTokens adminTokens,
    EndUsers endUsers,
    Clock clock) {

  /// What SDKs without a publishable key send in its place.
  public static final String NO_KEY = "__stack_public_client__";

  private static final List<String> KEYS =
      List.of(
          "publishable-client-key",
          "secret-server-key",
          "super-secret-admin-key",
          "admin-access-token");

  /// The caller; nobody where the request declares no access type.
  public Optional<Visitor> of(Exchange exchange) {
    var headers = exchange.headers();
    var declared = headers.stack("access-type");
    if (declared.isEmpty()) {
      if (KEYS.stream().anyMatch(key -> headers.stack(key).isPresent()))
        throw new Refused(new ProjectKeyWithoutAccessType());
      return Optional.empty();
    }
    var type =
        AccessType.of(declared.get())
            .orElseThrow(() -> new Refused(new InvalidAccessType(declared.get())));
    var projectId =
        headers
            .stack("project-id")
            .orElseThrow(() -> new Refused(new AccessTypeWithoutProjectId(type.wireName())));
    var token = headers.stack("access-token").map(text -> accessToken(text, projectId, headers));
    var project =
        projects
            .find(projectId)
            .orElseThrow(() -> new Refused(new CurrentProjectNotFound(projectId)));
    refuseBadKeys(project, type, headers);
    refuseOtherBranch(headers);
    return Optional.of(new Visitor(project, type, token, endUsers.of(exchange)));
  }

  private AccessToken accessToken(String text, String projectId, RequestHeaders headers) {
    var token = accessTokens.verify(text);
    if (!token.project().value().equals(projectId))
      throw new Refused(new InvalidProjectForAccessToken(projectId, token.project().value()));
    var allowsAnonymous = headers.isTrue("allow-anonymous-user");
    if (token.isAnonymous() && !allowsAnonymous)
      throw new Refused(new AnonymousAuthenticationNotAllowed());
    var allowsRestricted = allowsAnonymous || headers.isTrue("allow-restricted-user");
    if (token.restriction().isPresent() && !allowsRestricted)
      throw new Refused(
          new RestrictedUserNotAllowed(
              new RestrictedUserNotAllowed.Reason(token.restriction().get().wireName())));
    return token;
  }

  private void refuseBadKeys(Project project, AccessType type, RequestHeaders headers) {
    var adminToken = headers.stack("admin-access-token");
    if (adminToken.isPresent()) {
      adminTokens.refuseUnlessManaging(project, adminToken.get());
      return;
    }
    var id = project.id().value();
    switch (type) {
      case CLIENT -> publishableKey(project, headers);
      case SERVER ->
          key(
              headers.stack("secret-server-key"),
              project,
              Kind.SECRET_SERVER,
              new ServerAuthenticationRequired(),
              new InvalidSecretServerKey(id));
      case ADMIN ->
          key(
              headers.stack("super-secret-admin-key"),
              project,
              Kind.SUPER_SECRET_ADMIN,
              new AdminAuthenticationRequired(),
              new InvalidSuperSecretAdminKey(id));
    }
  }

  /// Refuses a publishable key that is none of the project's; none at all is good enough where the
  /// project does not ask for one. A branch that does not exist asks for one.
  private void publishableKey(Project project, RequestHeaders headers) {
    var id = project.id().value();
    var key = headers.stack("publishable-client-key").filter(text -> !text.equals(NO_KEY));
    if (key.isEmpty()) {
      if (project.settings().requiresPublishableClientKey() || otherBranch(headers).isPresent())
        throw new Refused(new PublishableClientKeyRequired(id));
      return;
    }
    if (!project.accepts(Kind.PUBLISHABLE_CLIENT, key.get(), clock.now()))
      throw new Refused(new InvalidPublishableClientKey(id));
  }

  private void key(
      Optional<String> key, Project project, Kind kind, Refusal missing, Refusal invalid) {
    if (key.isEmpty()) throw new Refused(missing);
    if (!project.accepts(kind, key.get(), clock.now())) throw new Refused(invalid);
  }

  private static void refuseOtherBranch(RequestHeaders headers) {
    var other = otherBranch(headers);
    if (other.isPresent()) throw new Refused(new BranchDoesNotExist(other.get()));
  }

  private static Optional<String> otherBranch(RequestHeaders headers) {
    return headers.stack("branch-id").filter(branch -> !branch.equals("main"));
  }
}
