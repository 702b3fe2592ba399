package dev.postern.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.postern.errors.AccessError.PublishableClientKeyRequired;
import dev.postern.errors.OAuthError.InvalidAuthorizationCode;
import dev.postern.errors.OAuthError.InvalidOAuthClientIdOrSecret;
import dev.postern.errors.OAuthError.InvalidRequest;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.http.Access;
import dev.postern.http.Access.Anyone;
import dev.postern.http.Endpoint;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import dev.postern.sessions.Authentication;
import dev.postern.sessions.EndUsers;
import dev.postern.sessions.RefreshToken;
import dev.postern.sessions.Sessions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The token endpoint (RFC 6749 §3.2), which SDKs ask once a minute for each open tab.
///
/// Refresh tokens are not rotated: the SDKs keep the one they have. A session that is over is told
/// by one refusal and no other, since only that one makes an SDK sign its user out.
public record IssueToken(Projects projects, Sessions sessions, EndUsers endUsers) {
  /// The SDKs do not look at it; the access token says itself when it ends.
  private static final int EXPIRES_IN = 3599;

  private static final String ONLY_BRANCH = "#main";

  record Request(
      GrantType grantType,
      Optional<String> clientId,
      Optional<String> clientSecret,
      Optional<String> refreshToken,
      Optional<String> code,
      Optional<String> redirectUri,
      Optional<String> codeVerifier) {}

  enum GrantType {
    AUTHORIZATION_CODE,
    REFRESH_TOKEN
  }

  /// Both names of the last field are in use. Neither is that of its component, or Jackson would
  /// take the two for one.
  record Answer(
      String accessToken,
      String tokenType,
      int expiresIn,
      String scope,
      @JsonProperty("after_callback_redirect_url") @Nullable String redirectUrl,
      @JsonProperty("afterCallbackRedirectUrl") @Nullable String redirectUrlAgain) {}

  public Endpoint<Anyone, ?, Answer> endpoint() {
    return Endpoint.post("/auth/oauth/token", "Exchange a grant for an access token")
        .access(Access.anyone())
        .takes(Request.class, Strays.IGNORED)
        .gives(Answer.class)
        .cached("no-store")
        .refuses(
            InvalidOAuthClientIdOrSecret.class,
            PublishableClientKeyRequired.class,
            InvalidRequest.class,
            InvalidAuthorizationCode.class,
            RefreshTokenNotFoundOrExpired.class)
        .by(this::issue);
  }

  private Answer issue(Anyone caller, Request request) {
    var project = client(request);
    return switch (request.grantType()) {
      case AUTHORIZATION_CODE -> {
        parameter("code", request.code());
        throw new Refused(new InvalidAuthorizationCode());
      }
      case REFRESH_TOKEN -> {
        var token = new RefreshToken(parameter("refresh_token", request.refreshToken()));
        var from = endUsers.of(caller.exchange());
        var accessToken = sessions.refresh(project, token, from);
        yield new Answer(accessToken, "Bearer", EXPIRES_IN, "legacy", null, null);
      }
    };
  }

  /// The project that `client_id` names, with a publishable key of it as the client's secret.
  private Project client(Request request) {
    var project =
        request
            .clientId()
            .map(IssueToken::withoutBranch)
            .flatMap(projects::find)
            .orElseThrow(IssueToken::invalidClient);
    var isRequired = project.settings().requiresPublishableClientKey();
    var secret = request.clientSecret();
    var isNoKey = secret.filter(Authentication.NO_KEY::equals).isPresent();
    if (isRequired && (secret.isEmpty() || isNoKey))
      throw new Refused(new PublishableClientKeyRequired(project.id().value()));
    if (secret.isEmpty()) throw invalidClient();
    if (!isNoKey && !sessions.accepts(project, Kind.PUBLISHABLE_CLIENT, secret.get()))
      throw invalidClient();
    return project;
  }

  /// `<project>#<branch>` is a client, too, and `main` the one branch that a project has.
  private static String withoutBranch(String clientId) {
    return clientId.endsWith(ONLY_BRANCH)
        ? clientId.substring(0, clientId.length() - ONLY_BRANCH.length())
        : clientId;
  }

  private static Refused invalidClient() {
    return new Refused(new InvalidOAuthClientIdOrSecret(null));
  }

  private static String parameter(String name, Optional<String> value) {
    var text =
        value
            .filter(given -> !given.isEmpty())
            .orElseThrow(() -> invalid("Missing parameter: `%s`".formatted(name)));
    if (!text.chars().allMatch(character -> character >= ' ' && character <= '~'))
      throw invalid("Invalid parameter: `%s`".formatted(name));
    return text;
  }

  private static Refused invalid(String description) {
    return new Refused(new InvalidRequest(description));
  }
}
