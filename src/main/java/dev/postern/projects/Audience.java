package dev.postern.projects;

/// The kind of user an access token speaks of. Each kind has issuer and keys of its own, so a
/// verifier that did not ask for anonymous users cannot be given one.
public enum Audience {
  NORMAL("", "projects"),
  RESTRICTED(":restricted", "projects-restricted-users"),
  ANONYMOUS(":anon", "projects-anonymous-users");

  private final String suffix;
  private final String issuerPath;

  Audience(String suffix, String issuerPath) {
    this.suffix = suffix;
    this.issuerPath = issuerPath;
  }

  /// The `aud` claim.
  public String claim(ProjectId project) {
    return project.value() + suffix;
  }

  /// The `iss` claim, under the server's public URL.
  public String issuer(String publicUrl, ProjectId project) {
    return "%s/api/v1/%s/%s".formatted(publicUrl, issuerPath, project.value());
  }
}
