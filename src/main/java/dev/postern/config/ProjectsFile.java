package dev.postern.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Several projects in a file: a JSON array of objects, whose fields are the variables of one
/// project in lower case and without their prefix (`id`, `name`, `database_url`, …).
///
/// @param variable what the file was named by
record ProjectsFile(String variable, Path file, Mode mode) {
  private static final String PREFIX = "POSTERN_PROJECT_";

  /// The projects; what is wrong with them is complained of to `settings`.
  List<BootstrapProject> read(Settings settings) {
    var projects = new ArrayList<BootstrapProject>();
    array(settings)
        .ifPresent(array -> {
          for (var index = 0; index < array.size(); index++) {
            var where = "%s, project %d: ".formatted(variable, index + 1);
            project(array.get(index), where, settings).ifPresent(projects::add);
          }
        });
    return projects;
  }

  private Optional<ArrayNode> array(Settings settings) {
    try {
      if (JsonMapper.shared().readTree(file) instanceof ArrayNode array) return Optional.of(array);
      settings.complain(variable + " names a file that holds no JSON array.");
    } catch (JacksonException broken) {
      var line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
      settings.complain("%s names a file that is no JSON: see line %d.".formatted(variable, line));
    }
    return Optional.empty();
  }

  private Optional<BootstrapProject> project(JsonNode entry, String where, Settings settings) {
    if (!(entry instanceof ObjectNode object)) {
      settings.complain(where + "is no JSON object.");
      return Optional.empty();
    }
    var fields = new Settings(variables(object), ProjectsFile::field);
    var project = BootstrapProject.read(mode, fields);
    if (!fields.isSet(PREFIX + "ID") && object.isEmpty()) fields.complain("id must be set.");
    fields.complaints().forEach(complaint -> settings.complain(where + complaint));
    return project;
  }

  private static Map<String, String> variables(ObjectNode object) {
    var variables = new HashMap<String, String>();
    for (var field : object.properties()) {
      var value = field.getValue();
      var text = value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString();
      variables.put(PREFIX + field.getKey().toUpperCase(Locale.ROOT), text);
    }
    return variables;
  }

  private static String field(String name) {
    return name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
  }
}
