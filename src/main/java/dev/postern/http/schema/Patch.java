package dev.postern.http.schema;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One field of a partial update: leave it as it is, clear it, or set it.
public sealed interface Patch<T> {
  record Keep<T>() implements Patch<T> {}

  record Clear<T>() implements Patch<T> {}

  record Set<T>(T value) implements Patch<T> {}

  /// The value after the update.
  default @Nullable T over(@Nullable T current) {
    return switch (this) {
      case Keep<T>() -> current;
      case Clear<T>() -> null;
      case Set<T>(var value) -> value;
    };
  }

  /// The same of another type: what is set is made into it.
  default <R> Patch<R> map(Function<T, R> make) {
    return switch (this) {
      case Keep<T>() -> new Keep<>();
      case Clear<T>() -> new Clear<>();
      case Set<T>(var value) -> new Set<>(make.apply(value));
    };
  }

  /// Whether the update speaks of this field at all.
  default boolean isGiven() {
    return !(this instanceof Keep<T>);
  }
}
