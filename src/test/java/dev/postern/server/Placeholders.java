package dev.postern.server;

import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts the placeholders of an expected document where the actual one has a value of their form.
final class Placeholders {
  private static final Map<String, Predicate<JsonNode>> FORMS =
      Map.of(
          "<jwt>", node -> matches(node, "[\\w-]+\\.[\\w-]+\\.[\\w-]+"),
          "<token>", node -> matches(node, "[0-9a-z]{45}"),
          "<uuid>",
              node -> matches(node, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f-]{16}"),
          "<millis>", node -> node.isIntegralNumber() && node.longValue() > 1_700_000_000_000L,
          "<any>", _ -> true);

  private Placeholders() {}

  private static boolean matches(JsonNode node, String pattern) {
    return node.isString() && node.stringValue().matches(pattern);
  }

  /// The actual document with placeholders, and with its fields in the expected order.
  static JsonNode in(JsonNode expected, JsonNode actual) {
    if (expected.isString() && FORMS.containsKey(expected.stringValue()))
      return FORMS.get(expected.stringValue()).test(actual) ? expected : actual;
    if (expected instanceof ObjectNode wanted && actual instanceof ObjectNode object)
      return object(wanted, object);
    if (expected instanceof ArrayNode wanted && actual instanceof ArrayNode array)
      return array(wanted, array);
    return actual;
  }

  private static JsonNode object(ObjectNode expected, ObjectNode actual) {
    var result = JsonNodeFactory.instance.objectNode();
    for (var name : expected.propertyNames())
      if (actual.has(name)) result.set(name, in(expected.get(name), actual.get(name)));
    for (var name : actual.propertyNames())
      if (!expected.has(name)) result.set(name, actual.get(name));
    return result;
  }

  private static JsonNode array(ArrayNode expected, ArrayNode actual) {
    var result = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < actual.size(); i++)
      result.add(i < expected.size() ? in(expected.get(i), actual.get(i)) : actual.get(i));
    return result;
  }
}
