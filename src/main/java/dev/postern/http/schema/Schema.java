package dev.postern.http.schema;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What one endpoint takes: a record, read from the parts of a request.
///
/// Scalars are coerced as the SDKs' own validator does; each broken rule is one line of the answer.
public final class Schema<I extends Record> {
  private final Assembly<I> assembly;
  private final List<Part> parts;
  private final Strays strays;

  /// Where a field comes from, in the order in which problems are told.
  public enum Source {
    HEADERS,
    PARAMS,
    QUERY,
    BODY
  }

  /// What happens to fields that the schema does not know.
  public enum Strays {
    /// Refused in the body, ignored in a query that the endpoint does not speak of.
    REFUSED_IN_BODY,
    /// Refused in body and query.
    REFUSED,
    /// Ignored everywhere.
    IGNORED
  }

  /// A field and where it comes from; without a schema it is the body as a whole.
  public record Part(Source source, @Nullable FieldSchema field) {}

  /// A request with a rule that speaks of several fields at once.
  @FunctionalInterface
  public interface Consistent {
    /// The line that says what does not go together.
    Optional<String> complaint();
  }

  /// An object inside a request whose unknown fields are ignored, not refused.
  public interface Lenient {}

  private Schema(Assembly<I> assembly, List<Part> parts, Strays strays) {
    this.assembly = assembly;
    this.parts = parts;
    this.strays = strays;
  }

  /// The schema of a record on a path with these placeholders; fields of methods that have no body
  /// come from the query.
  public static <I extends Record> Schema<I> of(
      Class<I> type, Set<String> placeholders, boolean hasBody, Strays strays) {
    var assembly = Assembly.of(type);
    var parts = assembly.leaves().map(component -> part(component, placeholders, hasBody)).toList();
    return new Schema<>(assembly, parts, strays);
  }

  private static Part part(Assembly.Leaf leaf, Set<String> placeholders, boolean hasBody) {
    var component = leaf.component();
    if (component.getType() == Body.class) return new Part(Source.BODY, null);
    var field = FieldSchema.of(component);
    if (FieldSchema.isFrom(Source.HEADERS, component)) return new Part(Source.HEADERS, field);
    if (placeholders.contains(field.name())) return new Part(Source.PARAMS, field);
    return new Part(!hasBody || leaf.isInQuery() ? Source.QUERY : Source.BODY, field);
  }

  public List<Part> parts() {
    return parts;
  }

  /// Reads a request; what is wrong with it is added to `problems`, and then there is no record.
  public Optional<I> read(Input input, Supplier<Optional<UUID>> me, Problems problems) {
    var reading = new Reading(me, problems);
    Map<Source, Optional<ObjectNode>> trees = new EnumMap<>(Source.class);
    trees.put(Source.PARAMS, textTree(input.parameters()));
    trees.put(Source.QUERY, textTree(input.query()));
    trees.put(Source.BODY, body(input.body(), reading));
    var arguments = new @Nullable Object[parts.size()];
    var good = dropUnstorable(trees, reading);
    for (var source : Source.values())
      for (int i = 0; i < arguments.length; i++)
        if (parts.get(i).source() == source) {
          var value = read(parts.get(i), input, trees, reading);
          good &= value.isPresent();
          arguments[i] = value.map(FieldSchema.Held::value).orElse(null);
        }
    good &= strays(trees, reading);
    return good ? made(arguments, reading) : Optional.empty();
  }

  /// Whether its fields go together is seen when it has been made.
  private Optional<I> made(@Nullable Object[] values, Reading reading) {
    var complaints = reading.problems().lines().size();
    var request = assembly.make(Arrays.asList(values).iterator(), reading);
    return reading.problems().lines().size() == complaints
        ? Optional.of(request)
        : Optional.empty();
  }

  private Optional<FieldSchema.Held> read(
      Part part, Input input, Map<Source, Optional<ObjectNode>> trees, Reading reading) {
    var field = part.field();
    if (field == null) return Optional.of(new FieldSchema.Held(input.body()));
    if (part.source() == Source.HEADERS)
      return field.read(
          header(field.name(), input).orElse(null),
          "headers.x-stack-" + headerName(field.name()),
          reading);
    return trees
        .getOrDefault(part.source(), Optional.empty())
        .flatMap(tree -> {
          var path = wireName(part.source()) + "." + field.name();
          return field.read(tree.get(field.name()), path, reading);
        });
  }

  private static Optional<JsonNode> header(String name, Input input) {
    return input.header().apply(headerName(name)).map(JsonNodeFactory.instance::stringNode);
  }

  private static String headerName(String field) {
    return field.replace('_', '-');
  }

  /// The body's object; nothing where no field comes from it, or where it is none, which is noted.
  private Optional<ObjectNode> body(Body body, Reading reading) {
    if (parts.stream().noneMatch(part -> part.source() == Source.BODY && part.field() != null))
      return Optional.empty();
    return switch (body) {
      case Body.None() -> {
        reading.add("body must be defined");
        yield Optional.empty();
      }
      case Body.Json(ObjectNode tree) -> Optional.of(tree);
      case Body.Json(var tree) when tree.isNull() -> {
        reading.add("body cannot be null");
        yield Optional.empty();
      }
      case Body.Json(var tree) -> Scalars.mismatch(tree, "body", "object", reading);
      case Body.Form(var fields) -> textTree(fields);
      case Body.Text(var text) ->
          Scalars.mismatch(JsonNodeFactory.instance.stringNode(text), "body", "object", reading);
      case Body.Bytes(var bytes) ->
          Scalars.mismatch(JsonNodeFactory.instance.binaryNode(bytes), "body", "object", reading);
    };
  }

  private static Optional<ObjectNode> textTree(Map<String, String> texts) {
    var tree = JsonNodeFactory.instance.objectNode();
    texts.forEach(tree::put);
    return Optional.of(tree);
  }

  /// What cannot be kept is not looked at any further either: a number may be short to send and
  /// endless to write out.
  private static boolean dropUnstorable(Map<Source, Optional<ObjectNode>> trees, Reading reading) {
    var good = true;
    for (var tree : trees.entrySet()) {
      var complaint = tree.getValue().flatMap(Storable::complaint);
      if (complaint.isEmpty()) continue;
      reading.add(wireName(tree.getKey()) + " " + complaint.get());
      tree.setValue(Optional.empty());
      good = false;
    }
    return good;
  }

  private static String wireName(Source source) {
    return source.name().toLowerCase(Locale.ROOT);
  }

  private boolean strays(Map<Source, Optional<ObjectNode>> trees, Reading reading) {
    var inBody = strays == Strays.IGNORED || refuseStrays(Source.BODY, trees, reading);
    var looksAtQuery =
        strays == Strays.REFUSED || (strays == Strays.REFUSED_IN_BODY && takesQuery());
    var inQuery = !looksAtQuery || refuseStrays(Source.QUERY, trees, reading);
    return inQuery && inBody;
  }

  private boolean takesQuery() {
    return parts.stream().anyMatch(part -> part.source() == Source.QUERY);
  }

  private boolean refuseStrays(
      Source source, Map<Source, Optional<ObjectNode>> trees, Reading reading) {
    var known =
        parts.stream()
            .filter(part -> part.source() == source)
            .flatMap(part -> Optional.ofNullable(part.field()).map(FieldSchema::name).stream())
            .collect(Collectors.toSet());
    return trees
        .getOrDefault(source, Optional.empty())
        .map(tree -> RecordFields.refuseStrays(tree, known, wireName(source), reading))
        .orElse(true);
  }
}
