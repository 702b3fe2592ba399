package dev.postern.projectview;

import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.projects.Project;
import dev.postern.sessions.Callers;
import dev.postern.sessions.Visitor;
import java.util.List;

/// Shows a project to whoever has one of its keys, in one shape for all of them.
public record ShowProject(Callers callers) {

  record ProjectJson(String id, String displayName, Config config) {}

  record Config(
      boolean signUpEnabled,
      boolean credentialEnabled,
      boolean magicLinkEnabled,
      boolean passkeyEnabled,
      boolean clientTeamCreationEnabled,
      boolean clientUserDeletionEnabled,
      boolean allowUserApiKeys,
      boolean allowTeamApiKeys,
      boolean allowLocalhost,
      List<Provider> enabledOauthProviders,
      List<Domain> domains) {}

  /// A way to sign in; `id` is the type of the provider.
  record Provider(String id) {}

  record Domain(String domain, String handlerPath) {}

  public Endpoint<Visitor, Nothing, ?> endpoint() {
    return Endpoint.get("/projects/current", "Show the project")
        .access(callers.anyKey())
        .takes(Nothing.class, Strays.REFUSED)
        .gives(ProjectJson.class)
        .by((visitor, _) -> show(visitor.project()));
  }

  private static ProjectJson show(Project project) {
    var settings = project.settings();
    var trusted = settings.trustedDomains();
    var config =
        new Config(
            settings.allowsSignUp(),
            settings.allowsPasswordSignIn(),
            settings.allowsOtpSignIn(),
            settings.allowsPasskeySignIn(),
            settings.allowsClientTeamCreation(),
            settings.allowsClientUserDeletion(),
            settings.allowsUserApiKeys(),
            settings.allowsTeamApiKeys(),
            trusted.allowsLocalhost(),
            settings.signInProviderTypes().stream().map(Provider::new).toList(),
            trusted.domains().stream()
                .map(domain -> new Domain(domain.baseUrl(), domain.handlerPath()))
                .toList());
    return new ProjectJson(project.id().value(), project.displayName(), config);
  }
}
