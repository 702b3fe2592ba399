package dev.postern.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.db.ConnectionString;
import dev.postern.http.Json;
import dev.postern.projects.Audience;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.ProjectId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A project of one test.
public final class TestProject {
  private final RunningServer server;
  private final String id;
  private final @Nullable ConnectionString database;
  private final NewKeySet keys;

  TestProject(
      RunningServer server, String id, @Nullable ConnectionString database, NewKeySet keys) {
    this.server = server;
    this.id = id;
    this.database = database;
    this.keys = keys;
  }

  public String id() {
    return id;
  }

  public NewKeySet keys() {
    return keys;
  }

  /// Speaks with client access and the publishable key.
  public TestClient client() {
    return with("client", "publishable-client-key", keys.publishable().reveal());
  }

  /// Speaks with server access and the secret key.
  public TestClient server() {
    return with("server", "secret-server-key", keys.secret().reveal());
  }

  /// Speaks with admin access and the admin key.
  public TestClient admin() {
    return with("admin", "super-secret-admin-key", keys.admin().reveal());
  }

  private TestClient with(String accessType, String keyHeader, String key) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-stack-project-id", id);
    headers.put("x-stack-access-type", accessType);
    headers.put("x-stack-" + keyHeader, key);
    headers.put("x-stack-allow-anonymous-user", "true");
    return new TestClient(server.url(), headers);
  }

  /// Signs a user up with a password.
  public TestUser signUp(String email, String password) {
    return TestUser.of(
        client()
            .post(
                "/auth/password/sign-up",
                """
                {"email": "%s", "password": "%s"}
                """
                    .formatted(email, password))
            .json(200));
  }

  /// Signs a user up of whom nothing is known.
  public TestUser signUpAnonymously() {
    return TestUser.of(client().post("/auth/anonymous/sign-up").json(200));
  }

  /// The rows of a query over the database that the project's users live in, as JSON objects.
  public List<JsonNode> sql(String query) {
    return Sql.rows(databaseName(), query);
  }

  /// Runs a statement in the database that the project's users live in, as its owner.
  public void execute(String sql) {
    Sql.execute(databaseName(), sql);
  }

  /// A connection to the database that the project's users live in.
  public Connection connect() throws SQLException {
    return TestPostgres.shared().connect(databaseName());
  }

  private String databaseName() {
    return (database == null ? server.home : database).database();
  }

  /// A payload signed with the key that signs for an audience of the project.
  public String sign(Audience audience, String payload) {
    var project = server.running.parts().projects().projects().find(id).orElseThrow();
    return project.signingKeys().current(audience).sign(payload);
  }

  /// Changes a setting behind the server's back, and tells it as another node would.
  public void set(String key, Object value) {
    Sql.execute(
        server.home.database(),
        """
        UPDATE postern_control.settings
           SET document = document || jsonb_build_object('%s', CAST('%s' AS jsonb))
         WHERE project_id = '%s';
        SELECT pg_notify('postern_changes', '%s')
        """
            .formatted(key, Json.text(value), id, id));
    republish();
  }

  private void republish() {
    var parts = server.running.parts();
    var project = parts.projects().projects().findInHome(id).orElseThrow();
    server
        .running
        .stores()
        .home()
        .write(handle -> {
          parts.chores().republish().enqueueInHome(handle, project);
          return id;
        });
  }

  /// Changes settings as a surface does: the keys of a JSON object, with their values.
  public void changeSettings(String change) {
    var document = (ObjectNode) Json.read(change);
    server.running.parts().projects().change().settings(new ProjectId(id), document);
  }

  /// Says that a team was changed, as what changes teams does.
  public void teamChanged(String team) {
    var parts = server.running.parts();
    var project = parts.projects().projects().findInHome(id).orElseThrow();
    project
        .store()
        .write(handle -> {
          parts.chores().republish().enqueueForTeam(handle, project, UUID.fromString(team));
          return team;
        });
  }

  /// Does the jobs that are due, to their end. None may fail.
  public void finishJobs() {
    var found = server.running.parts().projects().projects().findInHome(id);
    if (found.isEmpty()) return;
    var project = found.get();
    var jobs = new TestJobs(server);
    jobs.finish(server.running.stores().home(), project.tenant().value());
    if (wasOpened()) jobs.finish(project.store(), project.tenant().value());
  }

  private boolean wasOpened() {
    return database != null && !sql("SELECT store_id FROM postern.store").isEmpty();
  }

  /// What every scenario must leave true of its project.
  void verify() {
    finishJobs();
    if (database != null) publishedRowsEqualAnswers();
    assertThat(server.defects.takeOf(id)).as("what the server did wrong").isEmpty();
  }

  private void publishedRowsEqualAnswers() {
    for (var row : sql("SELECT id, raw_json FROM neon_auth.users_sync WHERE deleted_at IS NULL")) {
      var answer = server().get("/users/" + row.get("id").stringValue()).json(200);
      assertThat(withoutLastUse(row.get("raw_json")))
          .as("raw_json of user %s", row.get("id"))
          .isEqualTo(withoutLastUse(answer));
    }
  }

  private static JsonNode withoutLastUse(JsonNode user) {
    return ((ObjectNode) user.deepCopy()).without("last_active_at_millis");
  }
}
