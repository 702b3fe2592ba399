package dev.postern.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.ProjectError.ProjectNotFound;
import dev.postern.server.Jwt;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The keys by which others verify tokens (RFC 7517).
@WithServer
class JwksTest {

  @Test
  void a_key_is_public_and_says_what_it_is_for(TestServer server) {
    var project = server.newUnpublishedProject();

    var answer = keys(server, "projects", project, "");

    answer.answers(
        200,
        """
        {"keys": [{"kty": "EC", "alg": "ES256", "crv": "P-256", "x": "<any>", "y": "<any>",
                   "kid": "%s"}]}
        """
            .formatted(normalKid(project)));
    assertThat(answer.header("cache-control")).contains("public, max-age=3600");
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    for (var coordinate : List.of("x", "y"))
      assertThat(answer.json(200).at("/keys/0/" + coordinate).stringValue()).hasSize(43);
  }

  private static String normalKid(TestProject project) {
    return Jwt.of(project.signUp("ada@example.com", "correct horse battery").accessToken()).kid();
  }

  @ParameterizedTest
  @CsvSource({
    "projects,'',normal",
    "projects,?include_restricted=false&include_anonymous=false,normal",
    "projects,?include_restricted=true,normal restricted",
    "projects,?include_anonymous=true,normal restricted anonymous",
    "projects,?include_restricted=false&include_anonymous=true,normal restricted anonymous",
    "projects-restricted-users,'',normal restricted",
    "projects-restricted-users,?include_anonymous=true,normal restricted anonymous",
    "projects-anonymous-users,'',normal restricted anonymous"
  })
  void a_verifier_gets_the_keys_of_whom_it_asks_for(
      String alias, String query, String expected, TestServer server) {
    var project = server.newUnpublishedProject();

    var kids = new ArrayList<String>();
    for (var key : keys(server, alias, project, query).json(200).get("keys"))
      kids.add(key.get("kid").stringValue());

    assertThat(String.join(" ", kids.stream().map(kid -> audience(server, project, kid)).toList()))
        .isEqualTo(expected);
  }

  private static String audience(TestServer server, TestProject project, String kid) {
    return server
        .sqlInHome(
            """
            SELECT audience
              FROM postern_control.signing_keys
             WHERE project_id = '%s' AND kid = '%s'
            """
                .formatted(project.id(), kid))
        .getFirst()
        .get("audience")
        .stringValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "00000000-0000-4000-8000-000000000000", "a%2Fb"})
  void a_project_that_nobody_knows_has_no_keys(String id, TestServer server) {
    server
        .nobody()
        .get("/projects/" + id + "/.well-known/jwks.json")
        .refuses(new ProjectNotFound());
  }

  @Test
  void what_is_asked_is_spelled_out(TestServer server) {
    var project = server.newUnpublishedProject();

    keys(server, "projects", project, "?extra=1")
        .refusesSchema("query contains unknown properties: extra");
    keys(server, "projects", project, "?include_anonymous=1")
        .refusesSchema("query.include_anonymous must be one of the following values: true, false");
    keys(server, "projects", project, "?include_anonymous=1&include_anonymous=true").json(200);
  }

  private static TestAnswer keys(
      TestServer server, String alias, TestProject project, String query) {
    return server
        .nobody()
        .get("/%s/%s/.well-known/jwks.json%s".formatted(alias, project.id(), query));
  }
}
