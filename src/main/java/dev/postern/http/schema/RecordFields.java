package dev.postern.http.schema;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A record that is read from one JSON object, every field of it; others are refused, unless the
/// record is lenient.
record RecordFields<R extends Record>(
    Constructor<R> constructor, List<FieldSchema> fields, boolean isLenient) {

  static <R extends Record> RecordFields<R> of(Class<R> type) {
    return new RecordFields<>(
        Reflected.constructor(type),
        Arrays.stream(type.getRecordComponents()).map(FieldSchema::of).toList(),
        Schema.Lenient.class.isAssignableFrom(type));
  }

  Optional<R> read(JsonNode object, String name, Reading reading) {
    var arguments = new @Nullable Object[fields.size()];
    var good = true;
    for (int i = 0; i < arguments.length; i++) {
      var field = fields.get(i);
      var value = field.read(object.get(field.name()), name + "." + field.name(), reading);
      good &= value.isPresent();
      arguments[i] = value.map(FieldSchema.Held::value).orElse(null);
    }
    good &= isLenient || refuseStrays(object, names(), name, reading);
    return good ? Optional.of(Reflected.make(constructor, arguments)) : Optional.empty();
  }

  private Set<String> names() {
    return fields.stream().map(FieldSchema::name).collect(Collectors.toSet());
  }

  /// Notes the fields that nobody asked for; true where there are none.
  static boolean refuseStrays(JsonNode object, Set<String> known, String name, Reading reading) {
    var strays = object.propertyNames().stream().filter(key -> !known.contains(key)).toList();
    if (strays.isEmpty()) return true;
    reading.add("%s contains unknown properties: %s".formatted(name, String.join(", ", strays)));
    return false;
  }
}
