package dev.postern.sessions;

import dev.postern.errors.AccessError.AdminAccessTokenIsNotAdmin;
import dev.postern.errors.AccessError.AdminUserGone;
import dev.postern.errors.AccessError.UnparsableAdminAccessToken;
import dev.postern.errors.ProjectError.CurrentProjectNotFound;
import dev.postern.server.Jwt;
import dev.postern.server.TestClient;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The access token of an operator in place of a project's keys.
@WithServer
class AdminTokensTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";
  private static final String PASSWORD = "correct horse battery";

  @ParameterizedTest
  @ValueSource(strings = {"client", "server", "admin"})
  void who_manages_a_project_needs_none_of_its_keys(String type, TestServer server) {
    var operator = operator(server);
    var project = projectOf(operator, server);

    project
        .client()
        .with("x-stack-access-type", type)
        .with("x-stack-publishable-client-key", "pck_wrong")
        .with("x-stack-secret-server-key", "")
        .with("x-stack-admin-access-token", operator.accessToken())
        .post(SIGN_UP)
        .json(200);
  }

  @Test
  void an_operator_manages_no_project_of_others(TestServer server) {
    var operator = operator(server);
    var project = projectOf(operator(server), server);

    asAdmin(project, operator.accessToken())
        .post(SIGN_UP)
        .refuses(new AdminAccessTokenIsNotAdmin());
    asAdmin(server.newUnpublishedProject(), operator.accessToken())
        .post(SIGN_UP)
        .refuses(new AdminAccessTokenIsNotAdmin());
    asAdmin(project, operator.accessToken())
        .with("x-stack-project-id", "nowhere")
        .post(SIGN_UP)
        .refuses(new CurrentProjectNotFound("nowhere"));
  }

  @Test
  void a_user_of_the_project_is_no_operator_of_it(TestServer server) {
    var project = projectOf(operator(server), server);
    var user = project.signUp("ada@example.com", PASSWORD);

    asAdmin(project, user.accessToken()).post(SIGN_UP).refuses(new AdminAccessTokenIsNotAdmin());
  }

  @Test
  void what_cannot_be_read_or_is_anonymous_is_no_admin_token(TestServer server) {
    var project = projectOf(operator(server), server);
    var visitor = server.internal().signUpAnonymously();

    asAdmin(project, "nonsense").post(SIGN_UP).refuses(new UnparsableAdminAccessToken());
    asAdmin(project, visitor.accessToken()).post(SIGN_UP).refuses(new UnparsableAdminAccessToken());
  }

  @Test
  void an_operator_who_is_gone_manages_nothing(TestServer server) {
    var operator = operator(server);
    var project = projectOf(operator, server);
    server.internal().server().delete("/users/" + operator.id()).json(200);

    asAdmin(project, operator.accessToken()).post(SIGN_UP).refuses(new AdminUserGone());
  }

  private static TestClient asAdmin(TestProject project, String token) {
    return project
        .admin()
        .without("x-stack-super-secret-admin-key")
        .with("x-stack-admin-access-token", token);
  }

  private static TestUser operator(TestServer server) {
    return server.internal().signUp(UUID.randomUUID() + "@example.com", PASSWORD);
  }

  private static TestProject projectOf(TestUser operator, TestServer server) {
    var team = Jwt.of(operator.accessToken()).claim("selected_team_id");
    return server.newProjectOwnedBy(UUID.fromString(team));
  }
}
