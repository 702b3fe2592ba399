package dev.postern.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Speaks HTTP to the server as an SDK does, with the true status codes.
public final class TestClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final List<String> OTHER_SURFACES = List.of("/api/", "/health", "/openapi.json");

  private final String url;
  private final Map<String, String> headers;

  TestClient(String url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  /// Speaks to any server, without any header of its own.
  public static TestClient of(String url) {
    return new TestClient(url, Map.of());
  }

  /// The same client with one header more.
  public TestClient with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new TestClient(url, more);
  }

  /// The same client without a header.
  public TestClient without(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(headers);
    fewer.remove(name);
    return new TestClient(url, fewer);
  }

  /// The same client with the user's access token.
  public TestClient as(TestUser user) {
    return with("x-stack-access-token", user.accessToken());
  }

  public TestAnswer get(String path) {
    return send("GET", path, "", "");
  }

  /// Posts nothing.
  public TestAnswer post(String path) {
    return send("POST", path, "", "");
  }

  public TestAnswer post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  public TestAnswer patch(String path, String json) {
    return send("PATCH", path, "application/json", json);
  }

  public TestAnswer put(String path, String json) {
    return send("PUT", path, "application/json", json);
  }

  public TestAnswer delete(String path) {
    return send("DELETE", path, "application/json", "{}");
  }

  /// Posts a form.
  public TestAnswer postForm(String path, String form) {
    return send("POST", path, "application/x-www-form-urlencoded;charset=UTF-8", form);
  }

  /// Sends anything; a path without a surface of its own is one of the SDKs'.
  public TestAnswer send(String method, String path, String contentType, String body) {
    return send(method, path, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public TestAnswer send(String method, String path, String contentType, byte[] body) {
    var surface = OTHER_SURFACES.stream().anyMatch(path::startsWith) ? "" : "/api/v1";
    var request =
        HttpRequest.newBuilder(URI.create(url + surface + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    if (!contentType.isEmpty()) request.header("content-type", contentType);
    try {
      return new TestAnswer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
