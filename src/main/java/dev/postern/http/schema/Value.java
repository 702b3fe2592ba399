package dev.postern.http.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// How one value is read from the wire: its JSON type, its format and its limits.
///
/// A value type of the domain says so itself, in a public static field of this type; `Schema` finds
/// it there. A record of one text is thus read as a string, checked, and made.
///
/// @param type the JSON type, as in OpenAPI
/// @param format the OpenAPI format, or empty
/// @param checks each a predicate over the coerced value and the line that says what is wrong
public record Value<T>(String type, String format, Coercion<T> coercion, List<Check<T>> checks) {

  /// One rule over a value that already has the right type.
  public record Check<T>(Predicate<T> holds, String complaint) {}

  /// Turns JSON into a value, or says why it cannot.
  @FunctionalInterface
  public interface Coercion<T> {
    Optional<T> coerce(JsonNode node, String name, Reading reading);
  }

  /// How values of this type of Java are read. One that no rule covers is a defect of the endpoint.
  public static Value<?> of(Type type) {
    return Values.of(type);
  }

  /// Any string; numbers and booleans are taken by their text.
  public static Value<String> text() {
    return new Value<>("string", "", Scalars::text, List.of());
  }

  /// A UUID of version 1 to 5, or the nil UUID, in either case.
  public static Value<String> uuid() {
    return text().format("uuid").check(Formats::isUuid, "must be a valid UUID");
  }

  /// `true`, `false`, `1` or `0`, also as text.
  public static Value<Boolean> flag() {
    return new Value<>("boolean", "", Scalars::flag, List.of());
  }

  /// A number, also as text.
  public static Value<Double> number() {
    return new Value<>("number", "", Scalars::number, List.of());
  }

  /// A whole number, also as text.
  public static Value<Long> integer() {
    return number()
        .check(value -> value == Math.rint(value), "must be an integer")
        .to("integer", Double::longValue);
  }

  /// Any JSON at all.
  public static Value<JsonNode> json() {
    return new Value<>("", "", (node, _, _) -> Optional.of(node), List.of());
  }

  /// This value with one more rule; every rule that does not hold is told.
  public Value<T> check(Predicate<T> holds, String complaint) {
    var more = new ArrayList<>(checks);
    more.add(new Check<>(holds, complaint));
    return new Value<>(type, format, coercion, List.copyOf(more));
  }

  public Value<T> format(String name) {
    return new Value<>(type, name, coercion, checks);
  }

  /// This value, made into one of the domain once it has passed every check.
  public <D> Value<D> to(Function<T, D> make) {
    return to(type, make);
  }

  private <D> Value<D> to(String madeType, Function<T, D> make) {
    return new Value<>(
        madeType, format, (node, name, reading) -> read(node, name, reading).map(make), List.of());
  }

  /// Reads the value called `name`; what is wrong with it is noted in `reading`.
  Optional<T> read(JsonNode node, String name, Reading reading) {
    var value = coercion.coerce(node, name, reading);
    if (value.isEmpty()) return value;
    var broken =
        checks.stream().filter(check -> !check.holds().test(value.get())).map(Check::complaint);
    var complaints = broken.toList();
    complaints.forEach(complaint -> reading.add(name + " " + complaint));
    return complaints.isEmpty() ? value : Optional.empty();
  }
}
