package dev.postern.http;

import java.util.Optional;
import java.util.function.Function;

/// The headers of a request.
///
/// The SDKs' own headers exist under two prefixes, `x-hexclave-` and `x-stack-`; where a request
/// has both, the first one counts.
public final class RequestHeaders {
  private final Function<String, Optional<String>> byName;

  /// @param byName finds a header by its lower-case name
  public RequestHeaders(Function<String, Optional<String>> byName) {
    this.byName = byName;
  }

  public Optional<String> named(String name) {
    return byName.apply(name);
  }

  /// A header of the SDKs by its suffix; an empty one counts as absent, since the server SDK sends
  /// empty keys.
  public Optional<String> stack(String suffix) {
    return twins(suffix).filter(value -> !value.isEmpty());
  }

  /// Whether a header of the SDKs is there at all, even without a value.
  public boolean hasStack(String suffix) {
    return twins(suffix).isPresent();
  }

  /// Whether a header of the SDKs says exactly `true`.
  public boolean isTrue(String suffix) {
    return twins(suffix).filter("true"::equals).isPresent();
  }

  private Optional<String> twins(String suffix) {
    return byName.apply("x-hexclave-" + suffix).or(() -> byName.apply("x-stack-" + suffix));
  }
}
