package dev.postern.http.reference;

import dev.postern.errors.Refusal;
import dev.postern.http.ControlProtocol.GeneralError;
import dev.postern.http.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A refusal with made-up details, since only an instance tells its status, code and text.
record RefusalSample(String name, Refusal refusal) {
  private static final int NUMBER = 8;

  static RefusalSample of(Class<? extends Refusal> type) {
    return new RefusalSample(type.getSimpleName(), (Refusal) made(type));
  }

  int status() {
    return refusal.shape().status();
  }

  /// What clients tell it from others by; the name of its record where the wire has no code.
  String code() {
    return switch (refusal.shape()) {
      case Refusal.Known(_, var code, _) -> code;
      case Refusal.OAuth(_, var error, _) -> error;
      case Refusal.Plain _ -> name;
    };
  }

  /// The names of its details on the wire.
  List<String> details() {
    return switch (refusal.shape()) {
      case Refusal.Known _ -> List.copyOf(Json.tree(refusal).propertyNames());
      case Refusal.OAuth _, Refusal.Plain _ -> List.of();
    };
  }

  /// Adds this one to the examples of a response.
  void addTo(ObjectNode response) {
    switch (refusal.shape()) {
      case Refusal.Plain(_, var text) ->
          example(response, "text/plain", "string").put("value", text);
      case Refusal.OAuth(_, var error, var text) ->
          example(response, "application/json", "object")
              .putObject("value")
              .put("error", error)
              .put("error_description", text);
      case Refusal.Known(_, var code, var text) -> {
        var body = example(response, "application/json", "object").putObject("value");
        body.put("code", code);
        var details = Json.tree(refusal);
        if (!details.isEmpty()) body.set("details", details);
        body.put("error", text);
      }
    }
  }

  /// The same in the error object of the control plane, which has this schema.
  void addTo(ObjectNode response, JsonNode schema) {
    var shape = refusal.shape();
    var code =
        switch (shape) {
          case Refusal.Known known -> known.code();
          case Refusal.OAuth oauth -> oauth.error();
          case Refusal.Plain _ -> "";
        };
    example(response, "application/json", schema)
        .set("value", Json.tree(new GeneralError("{request_id}", code, shape.text())));
  }

  private ObjectNode example(ObjectNode response, String mediaType, String type) {
    return example(response, mediaType, JsonNodeFactory.instance.objectNode().put("type", type));
  }

  private ObjectNode example(ObjectNode response, String mediaType, JsonNode schema) {
    var content = response.withObject("content").withObject(mediaType);
    content.set("schema", schema);
    return content.withObject("examples").putObject(code());
  }

  private static Object made(Class<?> type) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(
          Arrays.stream(components).map(RefusalSample::detail).toArray());
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object detail(RecordComponent component) {
    var type = component.getType();
    if (type == String.class) return "{%s}".formatted(Json.name(component));
    if (type == int.class || type == Integer.class) return NUMBER;
    if (type == long.class || type == Long.class) return (long) NUMBER;
    if (type == boolean.class) return true;
    if (type == UUID.class) return new UUID(0, 0);
    if (type == List.class) return List.of("{%s}".formatted(Json.name(component)));
    if (type.isRecord()) return made(type);
    throw new IllegalArgumentException("No sample of %s".formatted(component));
  }
}
