package dev.postern.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.postern.http.Json;
import dev.postern.server.Jwt;
import dev.postern.server.MovableClock;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an access token says of its user, to the letter, and who can verify it.
@WithServer
class AccessTokenTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String PUBLIC = "https://auth.example.com/api/v1";

  @Test
  void the_token_of_a_user_says_who_they_are(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var ada = project.signUp("ada@example.com", PASSWORD);
      var now = clock.now().getEpochSecond();

      assertClaims(
          ada,
          """
          {"sub": "%s", "project_id": "%s", "branch_id": "main", "refresh_token_id": "%s",
           "role": "authenticated", "name": null, "email": "ada@example.com",
           "email_verified": false, "selected_team_id": null, "signed_up_at": %d,
           "is_anonymous": false, "is_restricted": false, "restricted_reason": null,
           "requires_totp_mfa": false, "iss": "%s/projects/%s", "iat": %d, "aud": "%s",
           "exp": %d}
          """
              .formatted(
                  ada.id(),
                  project.id(),
                  onlySession(project, ada),
                  now,
                  PUBLIC,
                  project.id(),
                  now,
                  project.id(),
                  now + 600));
    }
  }

  @Test
  void the_token_of_an_anonymous_user_has_issuer_and_audience_of_its_own(TestServer unused) {
    var clock = new MovableClock();
    try (var server = TestServer.start(Map.of(), clock)) {
      var project = server.newUnpublishedProject();
      var visitor = project.signUpAnonymously();
      var now = clock.now().getEpochSecond();

      assertClaims(
          visitor,
          """
          {"sub": "%s", "project_id": "%s", "branch_id": "main", "refresh_token_id": "%s",
           "role": "authenticated", "name": null, "email": null,
           "email_verified": false, "selected_team_id": null, "signed_up_at": %d,
           "is_anonymous": true, "is_restricted": true, "restricted_reason": {"type": "anonymous"},
           "requires_totp_mfa": false, "iss": "%s/projects-anonymous-users/%s", "iat": %d,
           "aud": "%s:anon", "exp": %d}
          """
              .formatted(
                  visitor.id(),
                  project.id(),
                  onlySession(project, visitor),
                  now,
                  PUBLIC,
                  project.id(),
                  now,
                  project.id(),
                  now + 600));
    }
  }

  private static void assertClaims(TestUser user, String expected) {
    assertThat(Jwt.of(user.accessToken()).claims().toPrettyString())
        .isEqualTo(Json.read(expected).toPrettyString());
  }

  private static String onlySession(TestProject project, TestUser user) {
    var rows =
        project.sql("SELECT id FROM postern.sessions WHERE user_id = '%s'".formatted(user.id()));
    assertThat(rows).hasSize(1);
    return rows.getFirst().get("id").stringValue();
  }

  @Test
  void the_token_of_a_restricted_user_says_why(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("onboarding.requireEmailVerification", true));

    var token = Jwt.of(project.signUp("ada@example.com", PASSWORD).accessToken());

    assertThat(token.claim("aud")).isEqualTo(project.id() + ":restricted");
    assertThat(token.claim("iss")).isEqualTo(PUBLIC + "/projects-restricted-users/" + project.id());
    assertThat(token.claims().get("is_restricted").booleanValue()).isTrue();
    assertThat(token.claims().get("is_anonymous").booleanValue()).isFalse();
    assertThat(token.claims().get("restricted_reason"))
        .isEqualTo(Json.read("{\"type\": \"email_not_verified\"}"));
  }

  @Test
  void a_user_who_becomes_unrestricted_gets_another_kind_of_token(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("onboarding.requireEmailVerification", true));
    var ada = project.signUp("ada@example.com", PASSWORD);

    project
        .server()
        .patch(
            "/users/" + ada.id(), "{\"primary_email_verified\": true, \"display_name\": \"Ada\"}")
        .json(200);
    var token = refreshed(project, ada);

    assertThat(token.claim("aud")).isEqualTo(project.id());
    assertThat(token.claim("iss")).isEqualTo(PUBLIC + "/projects/" + project.id());
    assertThat(token.claim("name")).isEqualTo("Ada");
    assertThat(token.claims().get("email_verified").booleanValue()).isTrue();
    assertThat(token.kid()).isNotEqualTo(Jwt.of(ada.accessToken()).kid());
  }

  private static Jwt refreshed(TestProject project, TestUser user) {
    return Jwt.of(
        project
            .client()
            .with("x-stack-refresh-token", user.refreshToken())
            .post("/auth/sessions/current/refresh")
            .json(200)
            .get("access_token")
            .stringValue());
  }

  @Test
  void a_header_names_algorithm_and_key_and_nothing_else(TestServer server) {
    var header = Jwt.of(server.newUnpublishedProject().signUpAnonymously().accessToken()).header();

    assertThat(header.propertyNames()).containsExactly("alg", "kid");
    assertThat(header.get("alg").stringValue()).isEqualTo("ES256");
    assertThat(header.get("kid").stringValue()).matches("[\\w-]{12}");
  }

  @Test
  void a_backend_verifies_a_token_by_the_published_keys_alone(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var token = SignedJWT.parse(project.signUp("ada@example.com", PASSWORD).accessToken());
    var anonymous = SignedJWT.parse(project.signUpAnonymously().accessToken());
    var issuer = token.getJWTClaimsSet().getIssuer().substring("https://auth.example.com".length());

    var keys = JWKSet.parse(server.nobody().get(issuer + "/.well-known/jwks.json").text());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID());

    assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(keys.getKeyByKeyId(anonymous.getHeader().getKeyID())).isNull();
  }

  @Test
  void the_operator_says_how_long_a_token_lives(TestServer unused) {
    try (var server = TestServer.start(Map.of("POSTERN_ACCESS_TOKEN_LIFETIME", "PT2M"))) {
      var claims =
          Jwt.of(server.newUnpublishedProject().signUpAnonymously().accessToken()).claims();

      assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(120);
    }
  }
}
