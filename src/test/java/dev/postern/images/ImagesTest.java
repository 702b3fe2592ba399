package dev.postern.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.errors.UserError.ImageNotFound;
import dev.postern.errors.UserError.InvalidImage;
import dev.postern.errors.UserError.InvalidProfileImageUrl;
import dev.postern.errors.UserError.UserNotFound;
import dev.postern.server.TestAnswer;
import dev.postern.server.TestProject;
import dev.postern.server.TestServer;
import dev.postern.server.TestUser;
import dev.postern.server.WithServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@WithServer
class ImagesTest {
  private static final String PUBLIC_URL = "https://auth.example.com";

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void an_uploaded_image_is_shown_under_an_address_of_ours(String format, TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var image = Sample.of(format, 300, 200);

    var url = urlOf(upload(project, ada, Sample.url(format, image)));

    assertThat(url)
        .matches(
            PUBLIC_URL
                + "/api/v1/images/%s/user-profile-images/[0-9a-f-]{36}\\.%s"
                    .formatted(project.id(), format));
    var shown = server.nobody().get(path(url));
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.bytes()).isEqualTo(image);
    assertThat(shown.header("content-type")).contains("image/" + format);
    assertThat(shown.header("cache-control")).contains("public, max-age=31536000, immutable");
    assertThat(shown.header("content-security-policy")).contains("default-src 'none'");
    assertThat(shown.header("x-content-type-options")).contains("nosniff");
    assertThat(shown.header("access-control-allow-origin")).contains("*");
  }

  @Test
  void a_webp_is_shown_as_well(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var url = urlOf(upload(project, ada, Sample.url("webp", Sample.webp())));

    assertThat(server.nobody().get(path(url)).header("content-type")).contains("image/webp");
  }

  @Test
  void an_image_is_what_its_bytes_are_whatever_it_is_called(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    var url = urlOf(upload(project, ada, Sample.url("jpg", Sample.of("png", 4, 4))));
    var other = urlOf(setByServer(project, ada, Sample.url("svg+xml", Sample.of("gif", 4, 4))));

    assertThat(url).endsWith(".png");
    assertThat(other).endsWith(".gif");
  }

  @Test
  void what_is_no_image_is_refused_and_changes_nothing(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var svg = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);

    upload(project, ada, Sample.url("png", svg)).refuses(new InvalidImage());
    upload(project, ada, "data:image/png;base64,").refuses(new InvalidImage());
    upload(project, ada, "data:image/png;base64,*").refuses(new InvalidImage());
    setByServer(project, ada, Sample.url("svg+xml", svg)).refuses(new InvalidImage());

    assertThat(
            project.client().as(ada).get("/users/me").json(200).get("profile_image_url").isNull())
        .isTrue();
    assertThat(project.sql("SELECT id FROM postern.images")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/ada.png",
        "data:image/svg+xml;base64,AAAA",
        "data:image/png,AAAA",
        "data:text/html;base64,AAAA",
        "javascript:alert(1)"
      })
  void clients_upload_images_and_nothing_else(String url, TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .patch("/users/me", json(url))
        .refuses(new InvalidProfileImageUrl());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:text/html;base64,AAAA",
        "data:image/png,AAAA",
        "javascript:alert(1)",
        "ftp://example.com/a.png"
      })
  void servers_link_only_to_the_web(String url, TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");

    setByServer(project, ada, url).refuses(new InvalidProfileImageUrl());
  }

  @Test
  void a_user_who_is_not_there_comes_before_their_image(TestServer server) {
    server
        .newUnpublishedProject()
        .server()
        .patch("/users/3241a285-8329-4d69-8f3d-316e08cf140c", json("javascript:alert(1)"))
        .refuses(new UserNotFound());
  }

  @Test
  void a_url_has_a_million_characters_at_most(TestServer server) {
    var url = "data:image/png;base64," + "A".repeat(1_000_000);

    server
        .newUnpublishedProject()
        .client()
        .patch("/users/me", json(url))
        .refusesSchema("body.profile_image_url must be at most 1000000 characters");
  }

  @Test
  void an_image_goes_when_another_takes_its_place(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var first = urlOf(upload(project, ada, Sample.url("png", Sample.of("png", 4, 4))));
    var second = urlOf(upload(project, ada, Sample.url("gif", Sample.of("gif", 4, 4))));

    server.nobody().get(path(first)).refuses(new ImageNotFound());
    assertThat(server.nobody().get(path(second)).status()).isEqualTo(200);

    project.client().as(ada).patch("/users/me", "{\"profile_image_url\": null}").json(200);
    server.nobody().get(path(second)).refuses(new ImageNotFound());
  }

  @Test
  void an_image_stays_while_its_address_is_given_back(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var url = urlOf(upload(project, ada, Sample.url("png", Sample.of("png", 4, 4))));

    assertThat(urlOf(setByServer(project, ada, url))).isEqualTo(url);
    assertThat(server.nobody().get(path(url)).status()).isEqualTo(200);
    assertThat(urlOf(setByServer(project, ada, "https://example.com/a.png")))
        .isEqualTo("https://example.com/a.png");
    server.nobody().get(path(url)).refuses(new ImageNotFound());
  }

  @Test
  void an_image_goes_with_its_user(TestServer server) {
    var project = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var url = urlOf(upload(project, ada, Sample.url("png", Sample.of("png", 4, 4))));

    project.server().delete("/users/" + ada.id()).json(200);

    server.nobody().get(path(url)).refuses(new ImageNotFound());
  }

  @Test
  void an_image_has_one_address(TestServer server) {
    var project = server.newProject();
    var other = server.newProject();
    var ada = project.signUp("ada@example.com", "correct horse battery");
    var path = path(urlOf(upload(project, ada, Sample.url("png", Sample.of("png", 4, 4)))));

    for (var wrong :
        new String[] {
          path.replace(".png", ".gif"),
          path.replace(".png", ""),
          path.replace("user-profile-images", "project-logos"),
          path.replace(project.id(), other.id()),
          path.replace(project.id(), "nobody"),
          path.replaceAll("[0-9a-f]{12}\\.png", "000000000000.png")
        }) server.nobody().get(wrong).refuses(new ImageNotFound());
  }

  private static TestAnswer upload(TestProject project, TestUser user, String url) {
    return project.client().as(user).patch("/users/me", json(url));
  }

  private static TestAnswer setByServer(TestProject project, TestUser user, String url) {
    return project.server().patch("/users/" + user.id(), json(url));
  }

  private static String json(String url) {
    return "{\"profile_image_url\": \"%s\"}".formatted(url);
  }

  private static String urlOf(TestAnswer answer) {
    JsonNode user = answer.json(200);
    return user.get("profile_image_url").stringValue();
  }

  private static String path(String url) {
    return url.substring(PUBLIC_URL.length());
  }
}
