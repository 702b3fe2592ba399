package dev.postern.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.projects.KeySet.Kind;
import dev.postern.projects.NewKeySet;
import dev.postern.projects.NewProject;
import dev.postern.projects.ProjectKey;
import dev.postern.settings.FirstSettings;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The server as one test sees it: projects of its own, which nobody else knows.
public final class TestServer implements AutoCloseable {
  private final RunningServer server;
  private final List<TestProject> projects = new CopyOnWriteArrayList<>();

  TestServer(RunningServer server) {
    this.server = server;
  }

  /// A server of one's own with these variables and this clock; close it at the end.
  public static TestServer start(Map<String, String> environment, Clock clock) {
    return new TestServer(RunningServer.start(environment, clock));
  }

  public static TestServer start(Map<String, String> environment) {
    return start(environment, Clock.system());
  }

  /// A project with the settings that a project begins with, published in a database of its own.
  public TestProject newProject() {
    return newProject(_ -> {});
  }

  /// The same with other settings.
  public TestProject newProject(Consumer<ObjectNode> change) {
    var storeId = server.tokens.uuid();
    var database = ConnectionString.parse(storeDatabase());
    server.running.parts().projects().stores().register(storeId, database);
    var project = NewProject.named("Test", server.tokens).publishedIn(storeId);
    return create(project, database, change);
  }

  /// A project whose users live in home and are not published.
  public TestProject newUnpublishedProject() {
    return newUnpublishedProject(_ -> {});
  }

  /// The same with other settings.
  public TestProject newUnpublishedProject(Consumer<ObjectNode> change) {
    return create(NewProject.named("Test", server.tokens), null, change);
  }

  /// A project in home that a team of `internal` owns.
  public TestProject newProjectOwnedBy(UUID team) {
    var plain = NewProject.named("Test", server.tokens);
    var owned =
        new NewProject(plain.id(), plain.tenant(), plain.displayName(), "", null, false, team);
    return create(owned, null, _ -> {});
  }

  /// The operators' own project, the same one for every test of a server.
  public TestProject internal() {
    var made = server.internal(this::keys);
    projects.add(made);
    return made;
  }

  private TestProject create(
      NewProject project, @Nullable ConnectionString database, Consumer<ObjectNode> change) {
    var settings = FirstSettings.ofNewProject();
    change.accept(settings);
    var keys = keys();
    server.running.parts().projects().create().create(project, settings, List.of(keys));
    var made = new TestProject(server, project.id().value(), database, keys);
    projects.add(made);
    return made;
  }

  private NewKeySet keys() {
    return new NewKeySet(
        server.tokens.uuid(),
        "test",
        ProjectKey.generate(Kind.PUBLISHABLE_CLIENT, server.tokens),
        ProjectKey.generate(Kind.SECRET_SERVER, server.tokens),
        ProjectKey.generate(Kind.SUPER_SECRET_ADMIN, server.tokens),
        Instant.now().plus(NewKeySet.CENTURY));
  }

  /// A database that has everything a store has, but no identity yet.
  private static String storeDatabase() {
    var postgres = TestPostgres.shared();
    return postgres.newDatabaseUrl(postgres.template("store", StoreTemplate::prepare));
  }

  /// Speaks to the server without any header of its own.
  public TestClient nobody() {
    return new TestClient(server.url(), Map.of());
  }

  /// The rows of a query over home, as JSON objects.
  public List<JsonNode> sqlInHome(String query) {
    return Sql.rows(server.home.database(), query);
  }

  /// Runs a statement in home.
  public void executeInHome(String sql) {
    Sql.execute(server.home.database(), sql);
  }

  /// Takes home away: nobody is connected any more, and nobody can connect. This is done there
  /// last, and nobody hears of it.
  public void closeHome(String last) throws SQLException {
    try (var connection = TestPostgres.shared().connect(server.home.database());
        var statement = connection.createStatement()) {
      Sql.execute(
          "postgres",
          "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(server.home.database()));
      statement.execute(
          """
          SELECT pg_terminate_backend(pid)
            FROM pg_stat_activity
           WHERE datname = current_database()
             AND pid <> pg_backend_pid()
          """);
      statement.execute(last);
    }
  }

  /// Gives home back.
  public void openHome() {
    Sql.execute(
        "postgres", "ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(server.home.database()));
  }

  public String url() {
    return server.url();
  }

  public int port() {
    return server.running.port();
  }

  /// What every scenario must leave true.
  void verify() {
    for (var project : projects) project.verify();
    assertThat(server.defects.takeOf("")).as("what the server did wrong").isEmpty();
  }

  @Override
  public void close() {
    verify();
    server.close();
  }
}
