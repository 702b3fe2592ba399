package dev.postern.http.reference;

import dev.postern.errors.Refusal;
import dev.postern.http.Answer.Blob;
import dev.postern.http.ControlProtocol.GeneralError;
import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.PlainText;
import dev.postern.http.reference.OpenApi.Wording;
import dev.postern.http.schema.FieldSchema;
import dev.postern.http.schema.FieldSchema.Presence;
import dev.postern.http.schema.Schema.Part;
import dev.postern.http.schema.Schema.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation of the document: the views of one path and method, laid over one another.
record Operation(List<Endpoint<?, ?, ?>> views, Wording wording, JsonSchemas schemas) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static ObjectNode of(List<Endpoint<?, ?, ?>> views, Wording wording, JsonSchemas schemas) {
    return new Operation(views, wording, schemas).node();
  }

  private ObjectNode node() {
    var node = JSON.objectNode();
    node.put("summary", views.getFirst().summary());
    var access = node.putArray("x-access");
    var security = JSON.arrayNode();
    for (var scheme : views.stream().map(view -> view.access().scheme()).distinct().toList()) {
      access.add(scheme);
      security.add(Security.of(scheme));
    }
    node.set("security", security);
    var parameters = parameters();
    if (!parameters.isEmpty()) node.set("parameters", parameters);
    var bodies = views.stream().map(this::body).filter(body -> !body.isEmpty()).toList();
    if (!bodies.isEmpty())
      content(node.putObject("requestBody").put("required", true), "application/json", any(bodies));
    node.set("responses", responses());
    return node;
  }

  /// A parameter that one view asks for may be left out in another.
  private ArrayNode parameters() {
    Map<String, ObjectNode> byPlace = new LinkedHashMap<>();
    Map<String, Integer> requiring = new LinkedHashMap<>();
    for (var view : views)
      for (var part : view.takes().parts()) {
        if (part.source() == Source.BODY) continue;
        var parameter = parameter(part);
        var place = parameter.get("in").stringValue() + " " + parameter.get("name").stringValue();
        byPlace.putIfAbsent(place, parameter);
        if (isRequired(Objects.requireNonNull(part.field())))
          requiring.merge(place, 1, Integer::sum);
      }
    var parameters = JSON.arrayNode();
    byPlace.forEach((place, parameter) -> {
      parameter.put("required", requiring.getOrDefault(place, 0) == views.size());
      parameters.add(parameter);
    });
    return parameters;
  }

  private ObjectNode parameter(Part part) {
    var field = Objects.requireNonNull(part.field());
    var node = JSON.objectNode();
    switch (part.source()) {
      case PARAMS -> node.put("name", field.name()).put("in", "path");
      case QUERY, BODY -> node.put("name", field.name()).put("in", "query");
      case HEADERS ->
          node.put("name", "x-stack-" + field.name().replace('_', '-')).put("in", "header");
    }
    node.set("schema", schemas.ofRequest(field));
    return node;
  }

  private static boolean isRequired(FieldSchema field) {
    return field.presence() == Presence.REQUIRED || field.presence() == Presence.NULLABLE;
  }

  /// The schema of a view's body; empty where it takes none.
  private ObjectNode body(Endpoint<?, ?, ?> view) {
    var fields =
        view.takes().parts().stream()
            .filter(part -> part.source() == Source.BODY)
            .map(Part::field)
            .toList();
    if (fields.isEmpty()) return JSON.objectNode();
    if (fields.contains(null)) return JSON.objectNode().put("description", "Any body");
    return schemas.ofRequest(fields.stream().map(Objects::requireNonNull).toList());
  }

  private ObjectNode responses() {
    Map<String, ObjectNode> byStatus = new TreeMap<>();
    for (var view : views) {
      var success = byStatus.computeIfAbsent("" + view.status(), _ -> described("Done"));
      addAnswer(success, view.gives());
    }
    List<Class<? extends Refusal>> refusals =
        views.stream().flatMap(view -> view.refuses().stream()).distinct().toList();
    for (var refusal : refusals) {
      var sample = RefusalSample.of(refusal);
      addTo(byStatus.computeIfAbsent("" + sample.status(), _ -> described("Refused")), sample);
    }
    if (wording == Wording.CONTROL_PLANE)
      content(
          byStatus.computeIfAbsent("default", _ -> described("Any other refusal")),
          "application/json",
          schemas.ofAnswer(GeneralError.class));
    var responses = JSON.objectNode();
    byStatus.forEach(responses::set);
    return responses;
  }

  private void addTo(ObjectNode response, RefusalSample sample) {
    switch (wording) {
      case SDK -> sample.addTo(response);
      case CONTROL_PLANE -> sample.addTo(response, schemas.ofAnswer(GeneralError.class));
    }
  }

  private static ObjectNode described(String description) {
    return JSON.objectNode().put("description", description);
  }

  private void addAnswer(ObjectNode response, Class<?> type) {
    if (type == Nothing.class) return;
    if (type == PlainText.class)
      content(response, "text/plain", JSON.objectNode().put("type", "string"));
    else if (type == Blob.class) content(response, "*/*", JSON.objectNode().put("type", "string"));
    else {
      List<JsonNode> all = new ArrayList<>();
      var before = response.path("content").path("application/json").path("schema");
      if (before.isObject()) before.path("anyOf").forEach(all::add);
      if (before.isObject() && all.isEmpty()) all.add(before);
      var schema = schemas.ofAnswer(type);
      if (!all.contains(schema)) all.add(schema);
      content(response, "application/json", any(all));
    }
  }

  private static void content(ObjectNode node, String mediaType, JsonNode schema) {
    var content = node.withObject("content").putObject(mediaType);
    content.set("schema", schema);
  }

  private static JsonNode any(List<? extends JsonNode> schemas) {
    var distinct = schemas.stream().distinct().toList();
    if (distinct.size() == 1) return distinct.getFirst();
    var all = JSON.objectNode();
    var choice = all.putArray("anyOf");
    distinct.forEach(choice::add);
    return all;
  }
}
