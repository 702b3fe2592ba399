package dev.postern.http.schema;

import dev.postern.http.Json;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Takes one kind of scalar for another where nothing is lost, as the SDKs' own validator does.
final class Scalars {
  private static final int LONGEST_NUMBER = 1000;

  private Scalars() {}

  static Optional<String> text(JsonNode node, String name, Reading reading) {
    if (node.isString()) return Optional.of(node.stringValue());
    if (node.isBoolean()) return Optional.of(node.asString());
    if (node.isNumber()) return Optional.of(plain(node.decimalValue()));
    return mismatch(node, name, "string", reading);
  }

  static Optional<Boolean> flag(JsonNode node, String name, Reading reading) {
    if (node.isBoolean()) return Optional.of(node.booleanValue());
    if (node.isNumber() || node.isString()) {
      var text = node.isString() ? node.stringValue() : plain(node.decimalValue());
      switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "1" -> {
          return Optional.of(true);
        }
        case "false", "0" -> {
          return Optional.of(false);
        }
        default -> {}
      }
    }
    return mismatch(node, name, "boolean", reading);
  }

  static Optional<Double> number(JsonNode node, String name, Reading reading) {
    if (node.isNumber()) return finite(node, node.decimalValue().doubleValue(), name, reading);
    if (node.isString() && isShort(node.stringValue().strip())) {
      try {
        var parsed = new BigDecimal(node.stringValue().strip()).doubleValue();
        return finite(node, parsed, name, reading);
      } catch (NumberFormatException _) {
        return notANumber(node, name, reading);
      }
    }
    return notANumber(node, name, reading);
  }

  /// The digits of a number that is longer than this take the parser longer than its answer is
  /// worth.
  private static boolean isShort(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_NUMBER;
  }

  private static Optional<Double> finite(
      JsonNode node, double value, String name, Reading reading) {
    return Double.isFinite(value) ? Optional.of(value) : notANumber(node, name, reading);
  }

  private static Optional<Double> notANumber(JsonNode node, String name, Reading reading) {
    reading.add(
        "%s must be a `number` type, but the final value was: `NaN` (cast from the value `%s`)."
            .formatted(name, node));
    return Optional.empty();
  }

  /// Notes that a value has the wrong type, and shows it.
  static <T> Optional<T> mismatch(JsonNode node, String name, String type, Reading reading) {
    reading.add(
        "%s must be a `%s` type, but the final value was: `%s`."
            .formatted(name, type, Json.prettyText(node)));
    return Optional.empty();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
