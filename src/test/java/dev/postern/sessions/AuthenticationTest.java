package dev.postern.sessions;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.errors.AccessError.AccessTypeWithoutProjectId;
import dev.postern.errors.AccessError.AdminAuthenticationRequired;
import dev.postern.errors.AccessError.BranchDoesNotExist;
import dev.postern.errors.AccessError.InsufficientAccessType;
import dev.postern.errors.AccessError.InvalidAccessType;
import dev.postern.errors.AccessError.InvalidPublishableClientKey;
import dev.postern.errors.AccessError.InvalidSecretServerKey;
import dev.postern.errors.AccessError.InvalidSuperSecretAdminKey;
import dev.postern.errors.AccessError.ProjectKeyWithoutAccessType;
import dev.postern.errors.AccessError.PublishableClientKeyRequired;
import dev.postern.errors.AccessError.ServerAuthenticationRequired;
import dev.postern.errors.ProjectError.CurrentProjectNotFound;
import dev.postern.errors.SessionError.UnparsableAccessToken;
import dev.postern.errors.UserError.CannotGetOwnUserWithoutUser;
import dev.postern.server.TestClient;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the headers of a request may say of its caller, in the order in which it is looked at.
@WithServer
class AuthenticationTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "publishable-client-key",
        "secret-server-key",
        "super-secret-admin-key",
        "admin-access-token"
      })
  void a_key_says_what_it_is_for(String key, TestServer server) {
    server
        .nobody()
        .with("x-stack-" + key, "any")
        .post(SIGN_UP)
        .refuses(new ProjectKeyWithoutAccessType());
  }

  @Test
  void a_project_or_a_token_alone_says_nothing(TestServer server) {
    var project = server.newUnpublishedProject();
    var client =
        server
            .nobody()
            .with("x-stack-project-id", "nowhere")
            .with("x-stack-access-token", "nonsense");

    client.post(SIGN_UP).refuses(new AccessTypeRequired());
    client.get("/projects/%s/.well-known/jwks.json".formatted(project.id())).json(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"boss", "CLIENT", "client,server", "anonymous"})
  void an_access_type_is_one_of_three(String type, TestServer server) {
    server
        .nobody()
        .with("x-stack-access-type", type)
        .post(SIGN_UP)
        .refuses(new InvalidAccessType(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "server", "admin"})
  void an_access_type_needs_a_project(String type, TestServer server) {
    server
        .nobody()
        .with("x-stack-access-type", type)
        .with("x-stack-access-token", "nonsense")
        .post(SIGN_UP)
        .refuses(new AccessTypeWithoutProjectId(type));
  }

  @Test
  void a_bad_token_is_told_before_an_unknown_project_and_a_bad_key(TestServer server) {
    var project = server.newUnpublishedProject();

    project
        .client()
        .with("x-stack-access-token", "nonsense")
        .with("x-stack-project-id", "nowhere")
        .with("x-stack-publishable-client-key", "pck_wrong")
        .post(SIGN_UP)
        .refuses(new UnparsableAccessToken());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere",
        "00000000-0000-4000-8000-000000000000",
        "3F9A1E6C-0000-4000-8000-000000000000",
        "' OR 1=1",
        "project:anon"
      })
  void a_project_that_nobody_knows_is_told_before_its_keys(String id, TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .with("x-stack-project-id", id)
        .without("x-stack-secret-server-key")
        .post(SIGN_UP)
        .refuses(new CurrentProjectNotFound(id));
  }

  @Test
  void a_publishable_key_may_be_left_out(TestServer server) {
    var project = server.newUnpublishedProject();

    keyless(project, "client").post(SIGN_UP).json(200);
    keyless(project, "client")
        .with("x-stack-publishable-client-key", Authentication.NO_KEY)
        .post(SIGN_UP)
        .json(200);
  }

  @Test
  void a_publishable_key_that_is_given_is_right(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();
    var wrong = new InvalidPublishableClientKey(project.id());

    for (var key :
        List.of(
            "pck_wrong",
            other.keys().publishable().reveal(),
            project.keys().secret().reveal(),
            project.keys().publishable().reveal() + "x"))
      keyless(project, "client")
          .with("x-stack-publishable-client-key", key)
          .post(SIGN_UP)
          .refuses(wrong);
  }

  @Test
  void a_project_may_ask_for_a_publishable_key(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("project.requirePublishableClientKey", true));
    var missing = new PublishableClientKeyRequired(project.id());
    var keyless = keyless(project, "client");

    keyless.post(SIGN_UP).refuses(missing);
    keyless
        .with("x-stack-publishable-client-key", Authentication.NO_KEY)
        .post(SIGN_UP)
        .refuses(missing);
    keyless
        .with("x-stack-publishable-client-key", "pck_wrong")
        .post(SIGN_UP)
        .refuses(new InvalidPublishableClientKey(project.id()));
    project.client().post(SIGN_UP).json(200);
  }

  @Test
  void a_server_brings_the_secret_key(TestServer server) {
    var project = server.newUnpublishedProject();
    var keyless = keyless(project, "server");

    keyless.post(SIGN_UP).refuses(new ServerAuthenticationRequired());
    keyless
        .with("x-stack-super-secret-admin-key", project.keys().admin().reveal())
        .with("x-stack-publishable-client-key", project.keys().publishable().reveal())
        .post(SIGN_UP)
        .refuses(new ServerAuthenticationRequired());
    keyless
        .with("x-stack-secret-server-key", project.keys().publishable().reveal())
        .post(SIGN_UP)
        .refuses(new InvalidSecretServerKey(project.id()));
    project.server().post(SIGN_UP).json(200);
  }

  @Test
  void an_administrator_brings_the_admin_key(TestServer server) {
    var project = server.newUnpublishedProject();
    var keyless = keyless(project, "admin");

    keyless.post(SIGN_UP).refuses(new AdminAuthenticationRequired());
    keyless
        .with("x-stack-super-secret-admin-key", project.keys().secret().reveal())
        .post(SIGN_UP)
        .refuses(new InvalidSuperSecretAdminKey(project.id()));
    project.admin().post(SIGN_UP).json(200);
  }

  @Test
  void only_the_key_of_the_declared_access_is_looked_at(TestServer server) {
    var project = server.newUnpublishedProject();

    keyless(project, "client")
        .with("x-stack-secret-server-key", "ssk_wrong")
        .with("x-stack-super-secret-admin-key", "sak_wrong")
        .post(SIGN_UP)
        .json(200);
  }

  @Test
  void there_is_one_branch_and_keys_are_looked_at_first(TestServer server) {
    var project = server.newUnpublishedProject();
    var onOther = project.client().with("x-stack-branch-id", "preview");

    project.client().with("x-stack-branch-id", "main").post(SIGN_UP).json(200);
    onOther.post(SIGN_UP).refuses(new BranchDoesNotExist("preview"));
    onOther
        .with("x-stack-publishable-client-key", "pck_wrong")
        .post(SIGN_UP)
        .refuses(new InvalidPublishableClientKey(project.id()));
    onOther
        .without("x-stack-publishable-client-key")
        .post(SIGN_UP)
        .refuses(new PublishableClientKeyRequired(project.id()));
  }

  @Test
  void an_endpoint_asks_for_enough_access_before_it_reads_a_body(TestServer server) {
    var project = server.newUnpublishedProject();
    var user = "/users/00000000-0000-4000-8000-000000000000";

    server.nobody().post("/auth/password/sign-in", "{}").refuses(new AccessTypeRequired());
    project
        .client()
        .patch(user, "{\"nonsense\": 1}")
        .refuses(new InsufficientAccessType("client", List.of("server", "admin")));
    server.nobody().patch(user, "{\"nonsense\": 1}").refuses(new AccessTypeRequired());
  }

  @ParameterizedTest
  @CsvSource({"client,publishable-client-key", "server,secret-server-key"})
  void the_own_user_is_asked_for_only_when_all_else_is_right(
      String type, String key, TestServer server) {
    var project = server.newUnpublishedProject();
    var keyed = type.equals("client") ? project.client() : project.server();

    keyed.get("/users/me").refuses(new CannotGetOwnUserWithoutUser());
    keyed.get("/users/me?stray=1").refusesSchema("query contains unknown properties: stray");
    keyed
        .patch("/users/me", "{\"stray\": 1}")
        .refusesSchema("body contains unknown properties: stray");
    keyed
        .without("x-stack-" + key)
        .without("x-stack-access-type")
        .get("/users/me")
        .refuses(new AccessTypeRequired());
  }

  private static TestClient keyless(TestProject project, String type) {
    return project
        .client()
        .with("x-stack-access-type", type)
        .without("x-stack-publishable-client-key");
  }
}
