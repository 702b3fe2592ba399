package dev.postern.http.reference;

import dev.postern.http.Json;
import dev.postern.http.schema.FieldSchema;
import dev.postern.http.schema.FieldSchema.Presence;
import dev.postern.http.schema.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas of a document: what requests are read from, and what answers are written as.
/// The record of an answer gets a name of its own, under which all who give it find it.
final class JsonSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<Class<?>, String> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, "string"),
          Map.entry(UUID.class, "string:uuid"),
          Map.entry(URI.class, "string:uri"),
          Map.entry(Instant.class, "string:date-time"),
          Map.entry(boolean.class, "boolean"),
          Map.entry(Boolean.class, "boolean"),
          Map.entry(int.class, "integer:int32"),
          Map.entry(Integer.class, "integer:int32"),
          Map.entry(long.class, "integer:int64"),
          Map.entry(Long.class, "integer:int64"),
          Map.entry(double.class, "number"),
          Map.entry(Double.class, "number"));

  private final Map<String, ObjectNode> named = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();

  /// The schemas that others refer to, by their names.
  ObjectNode named() {
    var all = JSON.objectNode();
    named.forEach(all::set);
    return all;
  }

  /// An object with these fields.
  ObjectNode ofRequest(List<FieldSchema> fields) {
    var node = JSON.objectNode().put("type", "object");
    var properties = node.putObject("properties");
    var required = JSON.arrayNode();
    for (var field : fields) {
      properties.set(field.name(), ofRequest(field));
      if (field.presence() == Presence.REQUIRED || field.presence() == Presence.NULLABLE)
        required.add(field.name());
    }
    if (!required.isEmpty()) node.set("required", required);
    return node.put("additionalProperties", false);
  }

  /// The value of one field.
  ObjectNode ofRequest(FieldSchema field) {
    var node = ofRequest(field.type());
    return switch (field.presence()) {
      case REQUIRED, OPTIONAL -> node;
      case NULLABLE, PATCH -> orNull(node);
    };
  }

  private ObjectNode ofRequest(Type type) {
    var value = Value.of(type);
    if (type instanceof ParameterizedType list && value.type().equals("array")) {
      var node = JSON.objectNode().put("type", "array");
      node.set("items", ofRequest(list.getActualTypeArguments()[0]));
      return node;
    }
    if (type instanceof Class<?> choice && choice.isEnum()) {
      var names = Arrays.stream(choice.getEnumConstants()).map(Object::toString);
      return choice(names.map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }
    if (type instanceof Class<?> group && group.isRecord() && value.type().equals("object"))
      return ofRequest(Arrays.stream(group.getRecordComponents()).map(FieldSchema::of).toList());
    return scalar(value.type(), value.format());
  }

  /// A value of this type, as it is written.
  ObjectNode ofAnswer(Type type) {
    if (type instanceof ParameterizedType parameterized) return ofGeneric(parameterized);
    if (!(type instanceof Class<?> plain)) throw unknown(type);
    var scalar = SCALARS.get(plain);
    if (scalar != null) {
      var typeAndFormat = scalar.split(":", 2);
      return scalar(typeAndFormat[0], typeAndFormat.length == 1 ? "" : typeAndFormat[1]);
    }
    if (plain.isEnum())
      return choice(
          Arrays.stream(plain.getEnumConstants())
              .map(constant -> Json.tree(constant).stringValue())
              .toList());
    if (plain.isRecord()) return reference(plain);
    if (plain == Object.class || JsonNode.class.isAssignableFrom(plain)) return JSON.objectNode();
    throw unknown(type);
  }

  private ObjectNode ofGeneric(ParameterizedType type) {
    var node = JSON.objectNode();
    var arguments = type.getActualTypeArguments();
    if (!(type.getRawType() instanceof Class<?> raw)) throw unknown(type);
    if (Collection.class.isAssignableFrom(raw)) {
      node.put("type", "array").set("items", ofAnswer(arguments[0]));
      return node;
    }
    if (Map.class.isAssignableFrom(raw)) {
      node.put("type", "object").set("additionalProperties", ofAnswer(arguments[1]));
      return node;
    }
    throw unknown(type);
  }

  private ObjectNode reference(Class<?> type) {
    var name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    var owner = owners.putIfAbsent(name, type);
    if (owner == null) named.put(name, written(type));
    else if (owner != type)
      throw new IllegalStateException("%s and %s have one name".formatted(owner, type));
    return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  private ObjectNode written(Class<?> type) {
    var node = JSON.objectNode().put("type", "object");
    var properties = node.putObject("properties");
    var required = JSON.arrayNode();
    for (var component : type.getRecordComponents()) {
      var name = Json.name(component);
      var isOptional = component.getType() == Optional.class;
      properties.set(name, written(component, isOptional));
      if (!isOptional) required.add(name);
    }
    if (!required.isEmpty()) node.set("required", required);
    return node;
  }

  private ObjectNode written(RecordComponent component, boolean isOptional) {
    var type = component.getGenericType();
    if (isOptional) return ofAnswer(((ParameterizedType) type).getActualTypeArguments()[0]);
    return FieldSchema.isNullable(component) ? orNull(ofAnswer(type)) : ofAnswer(type);
  }

  private static ObjectNode scalar(String type, String format) {
    var node = JSON.objectNode();
    if (!type.isEmpty()) node.put("type", type);
    if (!format.isEmpty()) node.put("format", format);
    return node;
  }

  private static ObjectNode choice(List<String> names) {
    var node = JSON.objectNode().put("type", "string");
    names.forEach(node.putArray("enum")::add);
    return node;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.isEmpty()) return schema;
    var either = JSON.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException("No way to describe %s".formatted(type));
  }
}
