package dev.postern.http.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Which headers make a caller who may call, by the names that rules of access go by.
final class Security {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<String, String> HEADERS = headers();

  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "none", List.of(),
          "any", List.of(),
          "client", List.of("project", "accessType", "publishableClientKey"),
          "client only", List.of("project", "accessType", "publishableClientKey"),
          "signed in", List.of("project", "accessType", "publishableClientKey", "accessToken"),
          "server", List.of("project", "accessType", "secretServerKey"),
          "admin", List.of("project", "accessType", "superSecretAdminKey"),
          "control plane key", List.of("controlKey"));

  private Security() {}

  private static Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("project", "x-stack-project-id");
    headers.put("accessType", "x-stack-access-type");
    headers.put("publishableClientKey", "x-stack-publishable-client-key");
    headers.put("secretServerKey", "x-stack-secret-server-key");
    headers.put("superSecretAdminKey", "x-stack-super-secret-admin-key");
    headers.put("accessToken", "x-stack-access-token");
    return headers;
  }

  /// What `securitySchemes` says.
  static ObjectNode schemes() {
    var schemes = JSON.objectNode();
    HEADERS.forEach((name, header) ->
        schemes.putObject(name).put("type", "apiKey").put("in", "header").put("name", header));
    schemes.putObject("controlKey").put("type", "http").put("scheme", "bearer");
    return schemes;
  }

  /// What `security` says for one rule.
  static ObjectNode of(String rule) {
    var needs = NEEDS.get(rule);
    if (needs == null) throw new IllegalStateException("No headers are known for " + rule);
    var requirement = JSON.objectNode();
    needs.forEach(requirement::putArray);
    return requirement;
  }
}
