package dev.postern.anonymous;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;

@WithServer
class SignUpAnonymouslyTest {
  private static final String SIGN_UP = "/auth/anonymous/sign-up";

  @Test
  void a_visitor_becomes_a_user_of_whom_nothing_is_known(TestServer server) {
    var project = server.newUnpublishedProject();

    var visitor = project.signUpAnonymously();
    var me = project.client().as(visitor).get("/users/me").json(200);

    assertThat(me.get("is_anonymous").booleanValue()).isTrue();
    assertThat(me.get("is_restricted").booleanValue()).isTrue();
    assertThat(me.at("/restricted_reason/type").stringValue()).isEqualTo("anonymous");
    assertThat(me.get("primary_email").isNull()).isTrue();
    assertThat(me.get("has_password").booleanValue()).isFalse();
  }

  @Test
  void it_works_whatever_the_project_allows(TestServer server) {
    var project =
        server.newUnpublishedProject(settings -> {
          settings.put("auth.allowSignUp", false);
          settings.put("auth.password.allowSignIn", false);
        });

    project
        .client()
        .post(SIGN_UP)
        .answers(
            200,
            """
            {"access_token": "<jwt>", "refresh_token": "<token>", "user_id": "<uuid>"}
            """);
  }

  @Test
  void every_call_makes_another_user(TestServer server) {
    var project = server.newUnpublishedProject();
    var first = project.signUpAnonymously();

    var second = TestUser.of(project.client().as(first).post(SIGN_UP, "{}").json(200));

    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void nobody_signs_up_without_a_project(TestServer server) {
    server.nobody().post(SIGN_UP).refuses(new AccessTypeRequired());
  }

  @Test
  void a_nameless_team_comes_along_where_the_project_says_so(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("teams.createPersonalTeamOnSignUp", true));

    var me = project.client().as(project.signUpAnonymously()).get("/users/me").json(200);

    assertThat(me.at("/selected_team/display_name").stringValue()).isEqualTo("Personal Team");
  }
}
