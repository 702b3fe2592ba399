package dev.postern.http.schema;

import dev.postern.crypto.PlainPassword;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Finds out how a Java type is read from the wire.
final class Values {
  /// In UTF-16 units, as the SDKs count (the other limits of a password are the project's).
  private static final int LONGEST_PASSWORD = 70;

  private static final Map<Type, Value<?>> KNOWN =
      Map.ofEntries(
          Map.entry(String.class, Value.text()),
          Map.entry(boolean.class, Value.flag()),
          Map.entry(Boolean.class, Value.flag()),
          Map.entry(int.class, small()),
          Map.entry(Integer.class, small()),
          Map.entry(long.class, Value.integer()),
          Map.entry(Long.class, Value.integer()),
          Map.entry(double.class, Value.number()),
          Map.entry(UUID.class, Value.uuid().to(UUID::fromString)),
          Map.entry(JsonNode.class, Value.json()),
          Map.entry(
              PlainPassword.class,
              Value.text()
                  .format("password")
                  .check(
                      text -> text.length() <= LONGEST_PASSWORD,
                      "must be at most %d characters".formatted(LONGEST_PASSWORD))
                  .to(PlainPassword::new)));

  private Values() {}

  /// A whole number that Postgres takes as an `integer`.
  private static Value<Integer> small() {
    return Value.integer()
        .check(
            value -> value >= Integer.MIN_VALUE,
            "must be greater than or equal to " + Integer.MIN_VALUE)
        .check(
            value -> value <= Integer.MAX_VALUE,
            "must be less than or equal to " + Integer.MAX_VALUE)
        .to(Long::intValue);
  }

  /// How values of this type are read. A type that no rule covers is a defect of the endpoint.
  static Value<?> of(Type type) {
    if (KNOWN.containsKey(type)) return KNOWN.get(type);
    if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == List.class)
      return list(of(parameterized.getActualTypeArguments()[0]));
    if (!(type instanceof Class<?> plain))
      throw new IllegalArgumentException("No way to read %s from the wire".formatted(type));
    if (plain.isEnum()) return choice(plain);
    return declared(plain).orElseGet(() -> nested(plain));
  }

  /// What the type says of itself.
  private static Optional<Value<?>> declared(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Value.class)
        .findFirst()
        .map(field -> Reflected.get(field, Value.class));
  }

  private static Value<?> nested(Class<?> type) {
    if (!type.isRecord())
      throw new IllegalArgumentException("No way to read %s from the wire".formatted(type));
    var fields = RecordFields.of(type.asSubclass(Record.class));
    return new Value<>(
        "object",
        "",
        (node, name, reading) ->
            node.isObject()
                ? fields.read(node, name, reading)
                : Scalars.mismatch(node, name, "object", reading),
        List.of());
  }

  private static <T> Value<List<T>> list(Value<T> element) {
    return new Value<>(
        "array",
        element.type(),
        (node, name, reading) -> {
          if (!node.isArray()) return Scalars.mismatch(node, name, "array", reading);
          List<T> read = new ArrayList<>();
          IntStream.range(0, node.size())
              .forEach(index ->
                  element
                      .read(node.get(index), "%s[%d]".formatted(name, index), reading)
                      .ifPresent(read::add));
          return read.size() == node.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
        },
        List.of());
  }

  private static Value<?> choice(Class<?> type) {
    var byName =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    constant -> constant.toString().toLowerCase(Locale.ROOT),
                    constant -> constant,
                    (first, _) -> first,
                    LinkedHashMap::new));
    return Value.text()
        .format("enum")
        .check(
            byName::containsKey,
            "must be one of the following values: " + String.join(", ", byName.keySet()))
        .to(name -> Objects.requireNonNull(byName.get(name)));
  }
}
