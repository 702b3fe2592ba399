package dev.postern.tokens;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.postern.errors.SessionError.UnparsableAccessToken;
import dev.postern.projects.Audience;
import dev.postern.server.Jwt;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// Tokens that nobody gave (RFC 8725).
@WithServer
class ForgedTokenTest {
  private static final String PASSWORD = "correct horse battery";

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "ES256", "HS256", "RS256", "ES384"})
  void a_token_without_a_signature_is_none(String algorithm, TestServer server) {
    var project = server.newUnpublishedProject();
    var good = project.signUp("ada@example.com", PASSWORD).accessToken();
    var header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, Jwt.of(good).kid());
    var unsigned = base64(header.getBytes(UTF_8)) + "." + good.split("\\.", -1)[1];

    refuses(project, unsigned + ".");
    refuses(project, unsigned);
    refuses(project, unsigned + "." + base64(new byte[64]));
  }

  @Test
  void the_public_key_is_no_secret_to_sign_with(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var good = project.signUp("ada@example.com", PASSWORD).accessToken();
    var keys = server.nobody().get(keysOf(project)).text();
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(Jwt.of(good).kid()).build();
    var forged = new JWSObject(header, new Payload(Jwt.of(good).claims().toString()));

    forged.sign(new MACSigner(keys.getBytes(UTF_8)));

    refuses(project, forged.serialize());
  }

  private static String keysOf(TestProject project) {
    return "/projects/%s/.well-known/jwks.json".formatted(project.id());
  }

  @Test
  void a_key_that_a_token_brings_along_is_not_looked_at(TestServer server) throws Exception {
    var project = server.newUnpublishedProject();
    var good = project.signUp("ada@example.com", PASSWORD).accessToken();
    var key = new ECKeyGenerator(Curve.P_256).keyID(Jwt.of(good).kid()).generate();
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(key.getKeyID())
            .jwk(key.toPublicJWK())
            .jwkURL(URI.create(server.url() + "/keys"))
            .build();
    var forged = new JWSObject(header, new Payload(Jwt.of(good).claims().toString()));

    forged.sign(new ECDSASigner(key));

    refuses(project, forged.serialize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "' OR ''='", "", "unknown", "\\u0000"})
  void a_key_that_nobody_has_signs_nothing(String kid, TestServer server) {
    var project = server.newUnpublishedProject();
    var parts = project.signUp("ada@example.com", PASSWORD).accessToken().split("\\.", -1);
    var header = "{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(kid);

    refuses(project, base64(header.getBytes(UTF_8)) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void a_token_that_was_changed_is_none(TestServer server) {
    var project = server.newUnpublishedProject();
    var good = project.signUp("ada@example.com", PASSWORD).accessToken();
    var parts = good.split("\\.", -1);
    var claims = (ObjectNode) Jwt.of(good).claims();
    claims.put("is_anonymous", true);

    for (var bad :
        List.of(
            good + "A",
            good + ".",
            good + "." + parts[2],
            good.substring(1),
            good.substring(0, good.length() - 4),
            good + "==",
            parts[0] + "." + base64(claims.toString().getBytes(UTF_8)) + "." + parts[2],
            parts[0] + "." + parts[1].substring(4) + "." + parts[2],
            "." + parts[1] + "." + parts[2],
            "a.b.c")) refuses(project, bad);
    project.client().with("x-stack-access-token", good).get("/users/me").json(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aud", "iss", "exp", "sub", "refresh_token_id", "branch_id"})
  void a_claim_that_is_missing_makes_a_token_nobody_s(String claim, TestServer server) {
    var project = server.newUnpublishedProject();
    var claims = claims(project);

    claims.remove(claim);

    refuses(project, project.sign(Audience.NORMAL, claims.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "iss,https://evil.example.com",
    "iss,https://auth.example.com/api/v1/projects/internal",
    "branch_id,preview",
    "aud,internal",
    "sub,me",
    "exp,tomorrow",
    "refresh_token_id,1"
  })
  void a_claim_that_is_not_ours_makes_a_token_nobody_s(
      String claim, String value, TestServer server) {
    var project = server.newUnpublishedProject();
    var claims = claims(project);

    claims.put(claim, value);

    refuses(project, project.sign(Audience.NORMAL, claims.toString()));
  }

  @Test
  void audience_and_claims_and_key_say_the_same(TestServer server) {
    var project = server.newUnpublishedProject();
    var id = project.id();

    var restricted = claims(project);
    restricted.putObject("restricted_reason").put("type", "anonymous");
    refuses(project, project.sign(Audience.NORMAL, restricted.toString()));
    var list = claims(project);
    list.putArray("aud").add(id);
    refuses(project, project.sign(Audience.NORMAL, list.toString()));
    refuses(project, project.sign(Audience.ANONYMOUS, claims(project).toString()));
    var anonymous = claims(project);
    anonymous.put("aud", id + ":anon");
    refuses(project, project.sign(Audience.NORMAL, anonymous.toString()));
    refuses(project, project.sign(Audience.ANONYMOUS, anonymous.toString()));
  }

  @Test
  void a_payload_is_one_json_object_in_utf_8(TestServer server) {
    var project = server.newUnpublishedProject();
    var good = claims(project).toString();
    var twice = good.substring(0, good.length() - 1) + ",\"sub\":\"x\"}";

    for (var payload : List.of("", "[]", "null", good + "{}", twice, "\"" + project.id() + "\""))
      refuses(project, project.sign(Audience.NORMAL, payload));
    refuses(project, project.sign(Audience.NORMAL, new String(good.getBytes(UTF_16), UTF_8)));
  }

  @Test
  void an_endless_token_costs_nothing(TestServer server) {
    var project = server.newUnpublishedProject();
    var kid = "k".repeat(10_000);
    var header = base64("{\"alg\":\"ES256\",\"kid\":\"%s\"}".formatted(kid).getBytes(UTF_8));

    var began = System.nanoTime();
    refuses(project, header + ".e30." + base64(new byte[64]));
    refuses(project, "a".repeat(25_000) + ".b.c");
    refuses(project, ".".repeat(20_000));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void a_token_of_another_project_opens_nothing_here(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();

    refuses(project, other.sign(Audience.NORMAL, claims(project).toString()));
  }

  private static ObjectNode claims(TestProject project) {
    var user = project.signUp(UUID.randomUUID() + "@example.com", PASSWORD);
    return (ObjectNode) Jwt.of(user.accessToken()).claims();
  }

  private static void refuses(TestProject project, String token) {
    project
        .client()
        .with("x-stack-access-token", token)
        .get("/users/me")
        .refuses(new UnparsableAccessToken());
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
