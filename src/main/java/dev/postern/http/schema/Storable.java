package dev.postern.http.schema;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What Postgres can keep as `text` or `jsonb`. Told at the door, since the database could only
/// answer with a failure.
final class Storable {
  private static final int DEEPEST = 64;

  /// Beyond it no number is one to a client in JavaScript. Asked first, since counting what lies
  /// further out is slow.
  private static final int LARGEST_EXPONENT = 400;

  /// Postgres writes numbers out, so `1e300` comes back as three hundred zeros.
  private static final long MOST_ZEROS = 100_000;

  private long zeros;

  private Storable() {}

  /// What cannot be kept, as the end of a sentence; empty when all can.
  static Optional<String> complaint(JsonNode tree) {
    return new Storable().complaint(tree, 0);
  }

  private Optional<String> complaint(JsonNode node, int depth) {
    if (depth > DEEPEST)
      return Optional.of("is nested more than %d levels deep".formatted(DEEPEST));
    if (node.isString()) return text(node.stringValue());
    if (node.isNumber()) return number(node);
    if (node.isObject())
      for (var name : node.propertyNames()) {
        var bad = text(name);
        if (bad.isPresent()) return bad;
      }
    for (var child : node) {
      var bad = complaint(child, depth + 1);
      if (bad.isPresent()) return bad;
    }
    return Optional.empty();
  }

  private static Optional<String> text(String text) {
    if (text.indexOf('\0') >= 0) return Optional.of("contains the character U+0000");
    return text.codePoints().anyMatch(Storable::isHalfPair)
        ? Optional.of("contains half a surrogate pair")
        : Optional.empty();
  }

  private static boolean isHalfPair(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private Optional<String> number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) return Optional.empty();
    BigDecimal number = node.decimalValue();
    if (!isDouble(number)) return Optional.of("contains a number that is out of range");
    zeros += Math.max(0, -number.scale()) + Math.max(0, number.scale() - number.precision());
    return zeros > MOST_ZEROS
        ? Optional.of("contains numbers that are too long when they are written out")
        : Optional.empty();
  }

  private static boolean isDouble(BigDecimal number) {
    var exponent = number.precision() - (long) number.scale();
    if (Math.abs(exponent) > LARGEST_EXPONENT) return false;
    var nearest = number.doubleValue();
    return Double.isFinite(nearest) && (nearest != 0 || number.signum() == 0);
  }
}
