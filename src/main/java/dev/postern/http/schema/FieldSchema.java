package dev.postern.http.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One field of a request: its name on the wire, whether it must be there, how its value is read.
///
/// @param type the type of a value that is there, in Java
/// @param value how it is read
public record FieldSchema(String name, Presence presence, Type type, Value<?> value) {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /// Whether a field may be left out, and whether it may be null.
  public enum Presence {
    REQUIRED,
    OPTIONAL,
    NULLABLE,
    PATCH
  }

  /// A value that was read, which may be null where the component says so.
  record Held(@Nullable Object value) {}

  /// The field that a component of a request's record stands for.
  public static FieldSchema of(RecordComponent component) {
    var wire = component.getAnnotation(Wire.class);
    var name = wire == null ? snakeCase(component.getName()) : wire.value();
    var type = valueType(component);
    return new FieldSchema(name, presence(component), type, Values.of(type));
  }

  /// Whether the component says that it comes from there.
  static boolean isFrom(Schema.Source source, RecordComponent component) {
    var from = component.getAnnotation(From.class);
    return from != null && from.value() == source;
  }

  /// Whether a component may be null.
  public static boolean isNullable(RecordComponent component) {
    return Reflected.isNullable(component);
  }

  /// A name of Java as it is on the wire.
  public static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll("_").toLowerCase(java.util.Locale.ROOT);
  }

  private static Presence presence(RecordComponent component) {
    if (component.getType() == Optional.class) return Presence.OPTIONAL;
    if (component.getType() == Patch.class) return Presence.PATCH;
    return Reflected.isNullable(component) ? Presence.NULLABLE : Presence.REQUIRED;
  }

  private static Type valueType(RecordComponent component) {
    var type = component.getGenericType();
    var isWrapped = component.getType() == Optional.class || component.getType() == Patch.class;
    return isWrapped ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
  }

  /// Reads the field, in the form its component has; empty when something is wrong with it.
  Optional<Held> read(@Nullable JsonNode node, String path, Reading reading) {
    if (node == null) return absent(path, reading);
    if (node.isNull() && value.type().isEmpty()) return Optional.of(new Held(present(node)));
    if (node.isNull()) return isNull(path, reading);
    return value.read(node, path, reading).map(read -> new Held(present(read)));
  }

  private Optional<Held> absent(String path, Reading reading) {
    return switch (presence) {
      case OPTIONAL -> Optional.of(new Held(Optional.empty()));
      case PATCH -> Optional.of(new Held(new Patch.Keep<>()));
      case REQUIRED, NULLABLE -> complain(path + " must be defined", reading);
    };
  }

  private Optional<Held> isNull(String path, Reading reading) {
    return switch (presence) {
      case NULLABLE -> Optional.of(new Held(null));
      case PATCH -> Optional.of(new Held(new Patch.Clear<>()));
      case REQUIRED, OPTIONAL -> complain(path + " cannot be null", reading);
    };
  }

  private Object present(Object read) {
    return switch (presence) {
      case OPTIONAL -> Optional.of(read);
      case PATCH ->
          read instanceof JsonNode node && node.isNull()
              ? new Patch.Clear<>()
              : new Patch.Set<>(read);
      case REQUIRED, NULLABLE -> read;
    };
  }

  private static Optional<Held> complain(String line, Reading reading) {
    reading.add(line);
    return Optional.empty();
  }
}
