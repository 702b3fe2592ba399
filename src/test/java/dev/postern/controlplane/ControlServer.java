package dev.postern.controlplane;

import dev.postern.db.ConnectionString;
import dev.postern.http.Json;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestClient;
import dev.postern.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A server with a key of the control plane, and the words in which its tests speak.
final class ControlServer implements AutoCloseable {
  static final String KEY = "key-of-the-control-plane-for-tests";
  static final String PUBLIC_URL = "https://auth.example.com";

  private final TestServer server;

  ControlServer() {
    this(Map.of());
  }

  ControlServer(Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("POSTERN_CONTROL_API_KEY", KEY);
    server = TestServer.start(environment);
  }

  /// Calls with whatever this says.
  TestClient authorized(String authorization) {
    return server.nobody().with("authorization", authorization);
  }

  TestClient nobody() {
    return server.nobody();
  }

  TestAnswer get(String path) {
    return authorized("Bearer " + KEY).get("/api/v2" + path);
  }

  /// Posts as curl does with `--data` and no content type of its own.
  TestAnswer post(String path, String json) {
    return authorized("Bearer " + KEY)
        .send("POST", "/api/v2" + path, "application/x-www-form-urlencoded", json);
  }

  JsonNode newProject() {
    return post("/projects", "{\"project\": {\"branch\": {}}}").json(201);
  }

  static String id(JsonNode created) {
    return created.get("project").get("id").stringValue();
  }

  static String uri(JsonNode created) {
    return created.get("connection_uris").get(0).get("connection_uri").stringValue();
  }

  TestAnswer enableAuth(JsonNode created) {
    return post(
        "/projects/auth/create",
        """
        {"auth_provider": "stack", "project_id": "%s", "branch_id": "%s",
         "database_name": "neondb", "role_name": "neondb_owner"}
        """
            .formatted(id(created), created.get("branch").get("id").stringValue()));
  }

  TestAnswer newKeys(JsonNode created) {
    return post("/projects/auth/keys", ofStack(created, ""));
  }

  TestAnswer newUser(JsonNode created, String more) {
    return post("/projects/auth/user", ofStack(created, more));
  }

  private static String ofStack(JsonNode created, String more) {
    return """
    {"project_id": "%s", "auth_provider": "stack"%s}
    """
        .formatted(id(created), more.isEmpty() ? "" : ", " + more);
  }

  /// How many sets of keys the auth project has.
  int keySetsOf(JsonNode created) {
    return server
        .sqlInHome(
            """
            SELECT count(*) AS sets
              FROM postern_control.key_sets
              JOIN postern_control.auth_integrations
                ON CAST(auth_integrations.auth_project_id AS text) = key_sets.project_id
             WHERE auth_integrations.branch_id = '%s'
            """
                .formatted(created.get("branch").get("id").stringValue()))
        .getFirst()
        .get("sets")
        .intValue();
  }

  /// Speaks to `/api/v1` with keys that the control plane gave.
  TestClient client(JsonNode integration) {
    return server
        .nobody()
        .with("x-stack-project-id", integration.get("auth_provider_project_id").stringValue())
        .with("x-stack-access-type", "client")
        .with("x-stack-publishable-client-key", integration.get("pub_client_key").stringValue());
  }

  static TestAnswer signUp(TestClient client, String email) {
    return client.post(
        "/auth/password/sign-up",
        "{\"email\": \"%s\", \"password\": \"correct horse\"}".formatted(email));
  }

  /// The one value of a query, asked with the URI that the control plane gave.
  static String ask(String uri, String query) throws SQLException {
    try (var connection = connect(uri);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void run(String uri, String command) throws SQLException {
    try (var connection = connect(uri);
        var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static Connection connect(String uri) throws SQLException {
    var jdbc = ConnectionString.parse(uri).toJdbc();
    return DriverManager.getConnection(jdbc.url(), jdbc.properties());
  }

  static String error(String requestId, String message) {
    return Json.text(Map.of("request_id", requestId, "code", "", "message", message));
  }

  @Override
  public void close() {
    server.close();
  }
}
