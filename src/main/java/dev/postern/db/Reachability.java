package dev.postern.db;

import dev.postern.clock.Clock;
import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Whether a store could be reached the last time somebody tried. While it could not, one request a
/// second tries again and the others are told at once.
final class Reachability {
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

  private record Down(String reason, Instant nextProbe) {}

  private final Clock clock;
  private final AtomicReference<@Nullable Down> down = new AtomicReference<>();

  Reachability(Clock clock) {
    this.clock = clock;
  }

  /// For a connection of which nobody keeps account.
  static Reachability ofNobody() {
    return new Reachability(() -> Instant.EPOCH);
  }

  /// Whether this request has to try first. Refuses it while the store is down and it is not its
  /// turn.
  boolean mustProbe() {
    Down known = down.get();
    if (known == null) return false;
    Instant now = clock.now();
    boolean mine =
        !now.isBefore(known.nextProbe())
            && down.compareAndSet(known, new Down(known.reason(), now.plus(BETWEEN_PROBES)));
    if (mine) return true;
    throw new Unavailable(known.reason(), BETWEEN_PROBES);
  }

  void failed(RuntimeException why) {
    down.set(new Down(String.valueOf(why.getMessage()), clock.now().plus(BETWEEN_PROBES)));
  }

  void succeeded() {
    if (down.get() != null) down.set(null);
  }

  /// Why it is down, when it is.
  Optional<String> trouble() {
    return Optional.ofNullable(down.get()).map(Down::reason);
  }
}
