package dev.postern.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.clock.Clock;
import dev.postern.crypto.ParsedJws;
import dev.postern.errors.Refused;
import dev.postern.errors.SessionError.AccessTokenExpired;
import dev.postern.errors.SessionError.UnparsableAccessToken;
import dev.postern.http.Json;
import dev.postern.projects.Project;
import dev.postern.projects.ProjectId;
import dev.postern.projects.Projects;
import dev.postern.projects.SigningKeys;
import dev.postern.users.Restriction;
import dev.postern.users.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Signs and verifies access tokens (RFC 7519 with the checks of RFC 8725). A token that has been
/// verified is remembered for a while, since its signature costs more than the rest of a request.
public final class AccessTokens {
  private static final int MOST_IN_MEMORY = 10_000;

  private final Projects projects;
  private final String publicUrl;
  private final Duration lifetime;
  private final Clock clock;
  private final Cache<String, AccessToken> verified =
      Caffeine.newBuilder().maximumSize(MOST_IN_MEMORY).build();

  /// @param publicUrl the server's own address, without a slash at its end
  public AccessTokens(Projects projects, String publicUrl, Duration lifetime, Clock clock) {
    this.projects = projects;
    this.publicUrl = publicUrl;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /// A new token, which is never one that was given before: clients measure its age.
  public String sign(Project project, Claims claims) {
    var restriction = claims.restriction(project);
    var audience = Claims.audience(restriction);
    var now = clock.now().getEpochSecond();
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("sub", claims.user());
    payload.put("project_id", project.id().value());
    payload.put("branch_id", "main");
    payload.put("refresh_token_id", claims.session());
    payload.put("role", "authenticated");
    payload.put("name", claims.name());
    payload.put("email", claims.email());
    payload.put("email_verified", claims.emailVerified());
    payload.put("selected_team_id", claims.selectedTeam());
    payload.put("signed_up_at", claims.signedUpAt().getEpochSecond());
    payload.put("is_anonymous", claims.isAnonymous());
    payload.put("is_restricted", restriction.isPresent());
    payload.put(
        "restricted_reason",
        restriction.map(reason -> Map.of("type", reason.wireName())).orElse(null));
    payload.put("requires_totp_mfa", claims.requiresTotpMfa());
    payload.put("iss", audience.issuer(publicUrl, project.id()));
    payload.put("iat", now);
    payload.put("aud", audience.claim(project.id()));
    payload.put("exp", now + lifetime.toSeconds());
    return project.signingKeys().current(audience).sign(Json.text(payload));
  }

  /// What a token says. Refuses one that is not ours (`UNPARSABLE_ACCESS_TOKEN`) or too old
  /// (`ACCESS_TOKEN_EXPIRED`).
  public AccessToken verify(String token) {
    var known = verified.getIfPresent(token);
    if (known != null && isStillSigned(known)) return refuseIfOld(known);
    var fresh = parse(token).orElseThrow(() -> new Refused(new UnparsableAccessToken()));
    verified.put(token, fresh);
    return refuseIfOld(fresh);
  }

  /// Whether the key that signed the token is still one of its project.
  private boolean isStillSigned(AccessToken token) {
    return projects
        .find(token.project().value())
        .flatMap(project -> project.signingKeys().signer(token.kid()))
        .isPresent();
  }

  private AccessToken refuseIfOld(AccessToken token) {
    if (clock.now().isBefore(token.expiresAt())) return token;
    throw new Refused(
        new AccessTokenExpired(
            token.expiresAt().toEpochMilli(),
            token.project().value(),
            token.user().toString(),
            token.session().toString()));
  }

  private Optional<AccessToken> parse(String token) {
    return ParsedJws.parse(token)
        .flatMap(jws -> {
          var claims = json(jws);
          return claims
              .filter(payload -> payload.path("aud").isString())
              .flatMap(payload -> project(payload.path("aud").asString()))
              .flatMap(project ->
                  project
                      .signingKeys()
                      .signer(jws.kid())
                      .filter(signer -> signer.key().verifies(jws))
                      .flatMap(signer -> read(claims.get(), project.id(), jws.kid(), signer)));
        });
  }

  private static Optional<JsonNode> json(ParsedJws jws) {
    try {
      var tree = Json.read(new String(jws.payload(), StandardCharsets.UTF_8));
      return Optional.of(tree).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }

  private Optional<Project> project(String audience) {
    return projects.find(audience.split(":", 2)[0]);
  }

  /// Reads exactly what `sign` writes; a claim that contradicts the key makes the token nobody's.
  private Optional<AccessToken> read(
      JsonNode claims, ProjectId project, String kid, SigningKeys.Signer signer) {
    var audience = signer.audience();
    var restriction = restriction(claims.path("restricted_reason").path("type").asString(""));
    var isConsistent =
        claims.path("aud").asString().equals(audience.claim(project))
            && claims.path("iss").asString("").equals(audience.issuer(publicUrl, project))
            && claims.path("branch_id").asString("").equals("main")
            && claims.path("exp").canConvertToLong()
            && Claims.audience(restriction) == audience;
    if (!isConsistent) return Optional.empty();
    try {
      return Optional.of(
          new AccessToken(
              kid,
              project,
              audience,
              new UserId(UUID.fromString(claims.path("sub").asString(""))),
              UUID.fromString(claims.path("refresh_token_id").asString("")),
              restriction,
              Instant.ofEpochSecond(claims.path("exp").longValue())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Restriction> restriction(String wireName) {
    return Arrays.stream(Restriction.values())
        .filter(restriction -> restriction.wireName().equals(wireName))
        .findFirst();
  }
}
