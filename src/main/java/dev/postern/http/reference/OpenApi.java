package dev.postern.http.reference;

import dev.postern.http.Access;
import dev.postern.http.Access.Anyone;
import dev.postern.http.Endpoint;
import dev.postern.http.Method;
import dev.postern.http.Nothing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI document of a server, made when somebody first asks for it.
public final class OpenApi {
  private static final String ABOUT =
      """
      Authentication and user management that lives in Postgres.

      Headers that begin with x-stack- may begin with x-hexclave- as well. Beside what an
      operation lists, each one refuses bad requests with SCHEMA_ERROR or BODY_PARSING_ERROR,
      and bad keys and tokens with the errors of access.\
      """;

  private final List<Section> sections;
  private volatile @Nullable ObjectNode document;

  /// The endpoints of one surface.
  ///
  /// @param prefix what stands in front of their paths
  public record Section(String prefix, Wording wording, List<Endpoint<?, ?, ?>> endpoints) {}

  /// How the refusals of a surface look on the wire.
  public enum Wording {
    /// A code with details, or plain text.
    SDK,
    /// Always the same error object.
    CONTROL_PLANE
  }

  /// The views of each method of a path.
  private record Item(Wording wording, Map<Method, List<Endpoint<?, ?, ?>>> methods) {}

  public OpenApi(List<Section> sections) {
    this.sections =
        Stream.concat(
                sections.stream(), Stream.of(new Section("", Wording.SDK, List.of(endpoint()))))
            .toList();
  }

  /// Shows the document.
  public Endpoint<Anyone, Nothing, JsonNode> endpoint() {
    return Endpoint.get("/openapi.json", "This reference, as an OpenAPI document")
        .access(Access.anyone())
        .takesNothing()
        .gives(JsonNode.class)
        .by((_, _) -> document());
  }

  private JsonNode document() {
    var made = document;
    if (made != null) return made;
    var fresh = make();
    document = fresh;
    return fresh;
  }

  private ObjectNode make() {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Postern")
        .put("version", "v1")
        .put("description", ABOUT);
    var schemas = new JsonSchemas();
    var paths = document.putObject("paths");
    items()
        .forEach((path, item) -> {
          var node = paths.putObject(path);
          item.methods()
              .forEach((method, views) ->
                  node.set(
                      method.name().toLowerCase(Locale.ROOT),
                      Operation.of(views, item.wording(), schemas)));
        });
    var components = document.putObject("components");
    components.set("schemas", schemas.named());
    components.set("securitySchemes", Security.schemes());
    return document;
  }

  private Map<String, Item> items() {
    Map<String, Item> items = new TreeMap<>();
    for (var section : sections)
      for (var endpoint : section.endpoints())
        items
            .computeIfAbsent(
                path(section, endpoint),
                _ -> new Item(section.wording(), new EnumMap<>(Method.class)))
            .methods()
            .computeIfAbsent(endpoint.method(), _ -> new ArrayList<>())
            .add(endpoint);
    return items;
  }

  private static String path(Section section, Endpoint<?, ?, ?> endpoint) {
    var path = endpoint.path().text();
    return path.equals("/") ? section.prefix() : section.prefix() + path;
  }
}
