package dev.postern.controlplane;

import static dev.postern.controlplane.ControlServer.ask;
import static dev.postern.controlplane.ControlServer.run;
import static dev.postern.controlplane.ControlServer.signUp;
import static dev.postern.controlplane.ControlServer.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.http.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class AuthApiTest {
  private ControlServer server;

  @BeforeAll
  void start() {
    server = new ControlServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_project_gets_a_database_auth_a_user_and_a_reference_to_the_user() throws SQLException {
    var project = server.newProject();
    var integration = server.enableAuth(project).json(201);

    var user = signUp(server.client(integration), "ada@example.com").json(200).get("user_id");
    var id = user.stringValue();

    var uri = uri(project);
    assertThat(ask(uri, "SELECT email FROM neon_auth.users_sync WHERE id = '%s'".formatted(id)))
        .isEqualTo("ada@example.com");
    run(uri, "CREATE TABLE todos (owner_id text NOT NULL REFERENCES neon_auth.users_sync (id))");
    run(uri, "INSERT INTO todos VALUES ('%s')".formatted(id));
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(uri, "SELECT hash FROM postern.passwords"))
        .withMessageContaining("permission denied");
  }

  @Test
  void enabling_answers_keys_and_where_users_and_verification_keys_are() {
    var integration = server.enableAuth(server.newProject()).json(201);

    var id = integration.get("auth_provider_project_id").stringValue();
    assertThat(integration.propertyNames())
        .containsExactly(
            "auth_provider",
            "auth_provider_project_id",
            "pub_client_key",
            "secret_server_key",
            "jwks_url",
            "schema_name",
            "table_name");
    assertThat(integration.get("pub_client_key").stringValue()).startsWith("pck_");
    assertThat(integration.get("secret_server_key").stringValue()).startsWith("ssk_");
    assertThat(integration.get("jwks_url").stringValue())
        .isEqualTo(
            ControlServer.PUBLIC_URL + "/api/v1/projects/%s/.well-known/jwks.json".formatted(id));
    assertThat(integration.get("schema_name").stringValue()).isEqualTo("neon_auth");
    assertThat(integration.get("table_name").stringValue()).isEqualTo("users_sync");
  }

  @Test
  void auth_is_enabled_once() {
    var project = server.newProject();
    server.enableAuth(project).json(201);

    var refused = server.enableAuth(project).json(409);

    assertThat(refused.get("message").stringValue())
        .isEqualTo("Auth is enabled on this branch already");
  }

  @Test
  void of_two_who_enable_auth_at_once_one_does_it() throws Exception {
    var project = server.newProject();
    Callable<Integer> enable = () -> server.enableAuth(project).status();

    try (var both = Executors.newFixedThreadPool(2)) {
      var statuses =
          both.invokeAll(List.of(enable, enable)).stream().map(one -> one.resultNow()).toList();
      assertThat(statuses).containsExactlyInAnyOrder(201, 409);
    }
    assertThat(server.keySetsOf(project)).isEqualTo(1);
  }

  @Test
  void new_keys_are_good_at_once_and_the_old_ones_stay() {
    var project = server.newProject();
    var first = server.enableAuth(project).json(201);
    signUp(server.client(first), "first@example.com").json(200);

    var second = server.newKeys(project).json(201);

    assertThat(second.get("auth_provider_project_id"))
        .isEqualTo(first.get("auth_provider_project_id"));
    assertThat(second.get("pub_client_key")).isNotEqualTo(first.get("pub_client_key"));
    signUp(server.client(second), "second@example.com").json(200);
    signUp(server.client(first), "third@example.com").json(200);
  }

  @Test
  void a_user_who_is_made_is_published_at_once_and_may_sign_in_later() throws SQLException {
    var project = server.newProject();
    server.enableAuth(project).json(201);

    var made =
        server.newUser(project, "\"email\": \"Ada@Example.com\", \"name\": \"Ada\"").json(201);

    assertThat(made.propertyNames()).containsExactly("id");
    var published =
        Json.read(ask(uri(project), "SELECT to_jsonb(users_sync) FROM neon_auth.users_sync"));
    assertThat(published.get("id")).isEqualTo(made.get("id"));
    assertThat(published.get("name").stringValue()).isEqualTo("Ada");
    assertThat(published.get("email").stringValue()).isEqualTo("ada@example.com");
    assertThat(published.get("raw_json").get("primary_email_auth_enabled").booleanValue()).isTrue();
    assertThat(published.get("raw_json").get("primary_email_verified").booleanValue()).isFalse();
  }

  @Test
  void an_address_is_given_to_one_user() {
    var project = server.newProject();
    server.enableAuth(project).json(201);
    server.newUser(project, "\"email\": \"ada@example.com\"").json(201);

    server.newUser(project, "\"email\": \"ada@example.com\"").json(409);
  }

  @Test
  void a_dropped_schema_is_made_again_when_auth_is_enabled() throws SQLException {
    var project = server.newProject();
    run(uri(project), "DROP SCHEMA neon_auth CASCADE");

    var integration = server.enableAuth(project).json(201);

    signUp(server.client(integration), "ada@example.com").json(200);
    assertThat(ask(uri(project), "SELECT count(*) FROM neon_auth.users_sync")).isEqualTo("1");
  }

  @Test
  void a_project_without_auth_has_no_keys_and_no_users_to_make() {
    var project = server.newProject();

    message(server.newKeys(project).json(404), "auth integration not found");
    message(
        server.newUser(project, "\"email\": \"ada@example.com\"").json(404),
        "auth integration not found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | body.project_id must be defined; body.auth_provider must be defined",
        "{\"project_id\": \"No such form\", \"auth_provider\": \"stack\"}"
            + " | body.project_id must match ^[a-z0-9-]{1,60}$",
        "{\"project_id\": \"x\", \"auth_provider\": \"other\"} | body.auth_provider must be one of"
            + " the following values: mock, stack, better_auth",
        "{\"project_id\": \"x\", \"auth_provider\": \"better_auth\"}"
            + " | auth_provider must be stack: this server has no other one yet",
        "not json | The body is not valid JSON"
      })
  void a_body_that_breaks_the_rules_is_refused(String body, String complaint) {
    message(server.post("/projects/auth/keys", body).json(400), complaint);
  }

  @Test
  void unknown_projects_branches_and_databases_are_not_found() {
    var project = server.newProject();
    var body = "{\"auth_provider\": \"stack\", \"project_id\": \"%s\", \"branch_id\": \"%s\"%s}";
    var id = ControlServer.id(project);
    var branch = project.get("branch").get("id").stringValue();

    message(
        server.post("/projects/auth/create", body.formatted("nobody", branch, "")).json(404),
        "project not found");
    message(
        server.post("/projects/auth/create", body.formatted(id, "nowhere", "")).json(404),
        "branch not found");
    message(
        server
            .post("/projects/auth/create", body.formatted(id, branch, ", \"database_name\": \"x\""))
            .json(404),
        "database not found");
    message(
        server
            .post("/projects/auth/create", body.formatted(id, branch, ", \"role_name\": \"x\""))
            .json(404),
        "role not found");
  }

  private static void message(JsonNode error, String message) {
    assertThat(error.get("message").stringValue()).isEqualTo(message);
  }
}
