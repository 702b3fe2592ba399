package dev.postern.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.AccessError.PublishableClientKeyRequired;
import dev.postern.errors.OAuthError.InvalidAuthorizationCode;
import dev.postern.errors.OAuthError.InvalidOAuthClientIdOrSecret;
import dev.postern.errors.OAuthError.InvalidRequest;
import dev.postern.errors.SessionError.RefreshTokenNotFoundOrExpired;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The token endpoint as the SDKs refresh by it (RFC 6749 §6).
@WithServer
class RefreshGrantTest {
  private static final String TOKEN = "/auth/oauth/token";
  private static final String PASSWORD = "correct horse battery";
  private static final String NO_KEY = "__stack_public_client__";

  @ParameterizedTest
  @ValueSource(strings = {"key", NO_KEY})
  void a_session_gives_a_new_access_token(String secret, TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);
    var clientSecret = secret.equals("key") ? project.keys().publishable().reveal() : secret;

    var answer =
        refresh(server, project.id(), clientSecret, ada.refreshToken())
            .answers(
                200,
                """
                {"access_token": "<jwt>", "token_type": "Bearer", "expires_in": 3599,
                 "scope": "legacy", "after_callback_redirect_url": null,
                 "afterCallbackRedirectUrl": null}
                """);

    assertThat(answer.header("content-type")).contains("application/json; charset=utf-8");
    assertThat(answer.header("cache-control")).contains("no-store");
    assertThat(answer.header("pragma")).contains("no-cache");
    var token = answer.json(200).get("access_token").stringValue();
    project.client().with("x-stack-access-token", token).get("/users/me").json(200);
  }

  @Test
  void json_and_unknown_fields_are_as_welcome(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    server
        .nobody()
        .post(
            TOKEN,
            """
            {"grant_type": "refresh_token", "client_id": "%s", "client_secret": "%s",
             "refresh_token": "%s", "scope": "legacy", "tomorrow": {"new": true}}
            """
                .formatted(project.id(), NO_KEY, ada.refreshToken()))
        .json(200);
  }

  @Test
  void a_client_may_name_its_branch(TestServer server) {
    var project = server.newUnpublishedProject();
    var ada = project.signUp("ada@example.com", PASSWORD);

    refresh(server, project.id() + "%23main", NO_KEY, ada.refreshToken()).json(200);
    refresh(server, project.id() + "%23other", NO_KEY, ada.refreshToken())
        .refuses(new InvalidOAuthClientIdOrSecret(null));
  }

  @Test
  void a_session_that_is_over_is_told_by_one_refusal_and_no_other(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();
    var signedOut = project.signUp("ada@example.com", PASSWORD);
    var deleted = project.signUp("bob@example.com", PASSWORD);
    var foreign = other.signUp("eve@example.com", PASSWORD);
    project.client().as(signedOut).delete("/auth/sessions/current").json(200);
    project.server().delete("/users/" + deleted.id()).json(200);

    for (var user : List.of(signedOut, deleted, foreign)) {
      var answer = refresh(server, project.id(), NO_KEY, user.refreshToken());
      answer.refuses(new RefreshTokenNotFoundOrExpired());
      assertThat(answer.header("www-authenticate")).isEmpty();
    }
    refresh(server, project.id(), NO_KEY, "x").refuses(new RefreshTokenNotFoundOrExpired());
    refresh(server, other.id(), NO_KEY, foreign.refreshToken()).json(200);
  }

  @Test
  void a_client_is_a_project_with_a_key_of_its_own(TestServer server) {
    var project = server.newUnpublishedProject();
    var other = server.newUnpublishedProject();
    var token = project.signUp("ada@example.com", PASSWORD).refreshToken();
    var wrong = new InvalidOAuthClientIdOrSecret(null);

    refresh(server, project.id(), "pck_wrong", token).refuses(wrong);
    refresh(server, project.id(), other.keys().publishable().reveal(), token).refuses(wrong);
    refresh(server, project.id(), project.keys().secret().reveal(), token).refuses(wrong);
    refresh(server, "nowhere", NO_KEY, token).refuses(wrong);
    form(server, "grant_type=refresh_token&refresh_token=" + token).refuses(wrong);
    form(server, "grant_type=refresh_token&client_id=%s&refresh_token=x".formatted(project.id()))
        .refuses(wrong);
  }

  @Test
  void a_project_that_asks_for_a_key_asks_here_as_well(TestServer server) {
    var project =
        server.newUnpublishedProject(
            settings -> settings.put("project.requirePublishableClientKey", true));
    var token = project.signUp("ada@example.com", PASSWORD).refreshToken();
    var required = new PublishableClientKeyRequired(project.id());

    refresh(server, project.id(), NO_KEY, token).refuses(required);
    form(server, "grant_type=refresh_token&client_id=%s&refresh_token=x".formatted(project.id()))
        .refuses(required);
    refresh(server, project.id(), "pck_wrong", token)
        .refuses(new InvalidOAuthClientIdOrSecret(null));
    refresh(server, project.id(), project.keys().publishable().reveal(), token).json(200);
  }

  @Test
  void what_a_grant_lacks_is_told_as_oauth_clients_expect(TestServer server) {
    var project = server.newUnpublishedProject();
    var client = "&client_id=%s&client_secret=%s".formatted(project.id(), NO_KEY);

    form(server, "grant_type=refresh_token" + client)
        .refuses(new InvalidRequest("Missing parameter: `refresh_token`"));
    form(server, "grant_type=refresh_token&refresh_token=" + client)
        .refuses(new InvalidRequest("Missing parameter: `refresh_token`"));
    form(server, "grant_type=refresh_token&refresh_token=%C3%A4" + client)
        .refuses(new InvalidRequest("Invalid parameter: `refresh_token`"));
    var missing =
        form(server, "grant_type=authorization_code" + client)
            .refuses(new InvalidRequest("Missing parameter: `code`"));
    assertThat(missing.header("x-stack-known-error")).isEmpty();
    form(server, "grant_type=authorization_code&code=unknown" + client)
        .refuses(new InvalidAuthorizationCode());
  }

  @Test
  void a_grant_type_is_one_of_two(TestServer server) {
    form(server, "grant_type=password&username=ada")
        .refusesSchema(
            "body.grant_type must be one of the following values: authorization_code,"
                + " refresh_token");
    form(server, "client_id=x").refusesSchema("body.grant_type must be defined");
    server.nobody().post(TOKEN).refusesSchema("body must be defined");
    server.nobody().postForm(TOKEN, "").refusesSchema("body must be defined");
  }

  private static TestAnswer refresh(
      TestServer server, String client, String secret, String refreshToken) {
    return form(
        server,
        "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
            .formatted(client, secret, refreshToken));
  }

  private static TestAnswer form(TestServer server, String form) {
    return server.nobody().with("accept", "application/json").postForm(TOKEN, form);
  }
}
