package dev.postern.controlplane;

import static dev.postern.controlplane.ControlServer.KEY;
import static dev.postern.controlplane.ControlServer.ask;
import static dev.postern.controlplane.ControlServer.id;
import static dev.postern.controlplane.ControlServer.uri;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.databases.DatabaseAddress;
import dev.postern.databases.DatabasesSetting;
import dev.postern.db.ConnectionString;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class ProjectsApiTest {
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
  void a_project_is_made_with_everything_a_client_needs() throws SQLException {
    var made = server.newProject();

    assertThat(id(made)).matches("[a-z]+-[a-z]+-[0-9]{6}");
    assertThat(made.get("branch").get("id").stringValue()).isEqualTo("br-" + id(made));
    assertThat(made.get("branch").get("name").stringValue()).isEqualTo("main");
    assertThat(made.get("branch").get("default").booleanValue()).isTrue();
    assertThat(made.get("endpoints").get(0).get("id").stringValue()).isEqualTo("ep-" + id(made));
    assertThat(made.get("operations")).isEmpty();
    var words = id(made).replace('-', '_');
    assertThat(made.get("databases").get(0).get("name").stringValue()).isEqualTo("neondb_" + words);
    assertThat(made.get("roles").get(0).get("name").stringValue())
        .isEqualTo("neondb_owner_" + words);
    assertThat(ask(uri(made), "SELECT current_database() || ' ' || current_user"))
        .isEqualTo("neondb_%1$s neondb_owner_%1$s".formatted(words));
    assertThat(uri(made)).startsWith("postgresql://");
  }

  @Test
  void every_field_that_generated_clients_require_is_there() {
    var made = server.newProject();

    has(
        made.get("project"),
        """
        id platform_id region_id name provisioner pg_version proxy_host branch_logical_size_limit
        branch_logical_size_limit_bytes store_passwords cpu_used_sec creation_source created_at
        updated_at owner_id data_storage_bytes_hour data_transfer_bytes written_data_bytes
        compute_time_seconds active_time_seconds history_retention_seconds
        consumption_period_start consumption_period_end
        """);
    has(
        made.get("endpoints").get(0),
        """
        id host project_id branch_id region_id type current_state autoscaling_limit_min_cu
        autoscaling_limit_max_cu settings pooler_enabled pooler_mode disabled passwordless_access
        creation_source created_at updated_at proxy_host suspend_timeout_seconds provisioner
        """);
    has(
        made.get("branch"),
        """
        id project_id name current_state state_changed_at creation_source default protected
        cpu_used_sec compute_time_seconds active_time_seconds written_data_bytes
        data_transfer_bytes created_at updated_at
        """);
    has(made.get("databases").get(0), "id branch_id name owner_name created_at updated_at");
    has(made.get("roles").get(0), "branch_id name password created_at updated_at");
    has(
        made.get("connection_uris").get(0).get("connection_parameters"),
        "database password role host pooler_host");
    assertThat(made.get("branch").has("parent_id")).isFalse();
    assertThat(made.get("project").get("created_at").stringValue()).endsWith("Z");
  }

  private static void has(JsonNode object, String names) {
    assertThat(object.propertyNames()).contains(names.strip().split("\\s+"));
  }

  @Test
  void names_are_the_clients_and_what_is_not_known_is_ignored() {
    var made =
        server
            .post(
                "/projects",
                """
                {"project": {"name": "Shop", "region_id": "aws-eu", "pg_version": 17,
                 "branch": {"name": "production", "database_name": "shop", "role_name": "Keeper",
                 "other": 1}}, "more": true}
                """)
            .json(201);

    assertThat(made.get("project").get("name").stringValue()).isEqualTo("Shop");
    assertThat(made.get("branch").get("name").stringValue()).isEqualTo("production");
    assertThat(made.get("databases").get(0).get("name").stringValue()).startsWith("shop_");
    assertThat(made.get("roles").get(0).get("name").stringValue()).startsWith("Keeper_");
  }

  @Test
  void the_role_of_one_project_does_not_get_into_anothers_database() {
    var mine = ConnectionString.parse(uri(server.newProject()));
    var theirs = ConnectionString.parse(uri(server.newProject()));

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(mine.withDatabase(theirs.database()).reveal(), "SELECT 1"))
        .withMessageContaining("permission denied for database");
  }

  @Test
  void a_project_is_shown() {
    var made = server.newProject();

    var shown = server.get("/projects/" + id(made)).json(200);

    assertThat(shown.get("project")).isEqualTo(made.get("project"));
  }

  @Test
  void projects_are_listed_page_by_page_the_newest_first() {
    var word = "paged " + id(server.newProject());
    List<String> ids = new ArrayList<>();
    for (var each : List.of("one", "two", "three")) ids.addFirst(named(each + " " + word));
    var query = "/projects?limit=2&search=" + word.replace(" ", "%20").toUpperCase(Locale.ROOT);

    var first = server.get(query).json(200);
    var cursor = "&cursor=" + first.get("pagination").get("cursor").stringValue();
    var second = server.get(query + cursor).json(200);
    var end = "&cursor=" + second.get("pagination").get("cursor").stringValue();
    var third = server.get(query + end).json(200);

    List<String> listed = new ArrayList<>();
    for (var page : List.of(first, second))
      for (var project : page.get("projects")) listed.add(project.get("id").stringValue());
    assertThat(listed).isEqualTo(ids);
    assertThat(first.get("projects").get(0).has("active_time")).isTrue();
    assertThat(third.propertyNames()).containsExactly("projects", "applications", "integrations");
    assertThat(third.get("projects")).isEmpty();
  }

  private String named(String name) {
    return id(
        server.post("/projects", "{\"project\": {\"name\": \"%s\"}}".formatted(name)).json(201));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=401", "?limit=x", "?cursor=elsewhere"})
  void a_page_that_cannot_be_is_refused(String query) {
    server.get("/projects" + query).json(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | body.project must be defined",
        "{\"project\": {\"name\": \"\"}} | project.name must have 1 to 256 characters",
        "{\"project\": {\"pg_version\": 99}}"
            + " | body.project.pg_version must be between 14 and 18",
        "{\"project\": {\"pg_version\": \"x\"}} | body.project.pg_version must be a `number` type,"
            + " but the final value was: `NaN` (cast from the value `\"x\"`).",
        "{\"project\": {\"branch\": {\"name\": \"br-a-b-1\"}}}"
            + " | project.branch.name must not have the form of a branch id",
        "{\"project\": {\"branch\": {\"role_name\": \"pg_x\"}}}"
            + " | project.branch.role_name must not begin with pg_, which Postgres keeps",
        "{\"project\": {\"branch\": {\"database_name\":"
            + " \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}}} | project.branch.database_name"
            + " must have 1 to 38 bytes"
      })
  void a_project_that_cannot_be_is_refused(String body, String complaint) {
    assertThat(server.post("/projects", body).json(400).get("message").stringValue())
        .isEqualTo(complaint);
  }

  @Test
  void where_our_role_may_not_make_databases_the_answer_says_what_to_do() {
    var home = DatabasesSetting.newDatabase();
    var role = "weak_" + UUID.randomUUID().toString().replace("-", "");
    DatabasesSetting.superuser(home, "CREATE ROLE %s LOGIN PASSWORD 'secret'".formatted(role));
    var weak = new DatabaseAddress(home.withUser(role, "secret")).uri();

    try (var other = new ControlServer(Map.of("POSTERN_PROVISION_URL", weak))) {
      var error = other.post("/projects", "{\"project\": {}}").json(501);

      assertThat(error.get("message").stringValue())
          .contains("ALTER ROLE %s CREATEDB CREATEROLE".formatted(role));
    }
  }

  @Test
  void what_is_not_there_is_not_found_in_the_clients_words() {
    server
        .authorized("Bearer " + KEY)
        .with("x-request-id", "abc")
        .get("/api/v2/projects/nobody-here-000000")
        .answers(404, ControlServer.error("abc", "project not found"));
    server.get("/nowhere").json(404);
    server.authorized("Bearer " + KEY).delete("/api/v2/projects").json(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Basic abc", "Bearer $NEON_API_KEY"})
  void without_a_key_one_learns_how_to_send_one(String authorization) {
    var caller = authorization.isEmpty() ? server.nobody() : server.authorized(authorization);

    var message = caller.get("/api/v2/projects").json(401).get("message").stringValue();

    assertThat(message).contains("between double quotes");
  }

  @Test
  void an_unknown_key_is_refused() {
    var message =
        server.authorized("Bearer other").get("/api/v2/projects").json(401).get("message");

    assertThat(message.stringValue()).isEqualTo("The API key is unknown or was revoked.");
  }
}
