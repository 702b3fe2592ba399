package dev.postern;

import java.time.Duration;
import java.util.Optional;

/// Whether this node wants requests. A node that stops says no first, so that load balancers look
/// elsewhere; one whose clock is wrong would sign tokens that nobody believes.
final class Readiness {
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private volatile boolean hasBegun;
  private volatile boolean isStopping;
  private volatile Duration apart = Duration.ZERO;

  /// All is there that was to be made at the start.
  void begin() {
    hasBegun = true;
  }

  void stop() {
    isStopping = true;
  }

  /// Notes how far this node's clock is from home's.
  void clockIsApart(Duration difference) {
    apart = difference;
  }

  /// Why this node wants no requests, if it does not.
  Optional<String> refusal() {
    if (!hasBegun) return Optional.of("This node is starting");
    if (isStopping) return Optional.of("This node is stopping");
    if (apart.compareTo(TOLERATED) < 0) return Optional.empty();
    return Optional.of(
        "The clock of this node is %d s apart from the database's".formatted(apart.toSeconds()));
  }
}
