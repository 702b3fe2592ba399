package dev.postern.limits;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.errors.LimitError.TooManyTries;
import dev.postern.errors.Refused;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Counts tries, and refuses the one too many.
public record Limits(Clock clock) {

  /// Takes one try, or refuses with `TooManyTries`, which an endpoint must list. Opens a door of
  /// its own.
  ///
  /// @param key what the tries are at
  public void take(Store store, UUID tenant, Limit limit, String key) {
    var now = clock.now();
    var taken = store.once(handle -> LimitTable.take(handle, tenant, limit, key, now));
    if (taken.count() <= limit.most()) return;
    var wait = Duration.between(now, taken.endsAt()).toSeconds() + 1;
    throw new Refused(new TooManyTries(wait));
  }

  /// Forgets the tries at something, in the transaction that saw a good one.
  public void reset(Handle handle, UUID tenant, Limit limit, String key) {
    LimitTable.delete(handle, tenant, limit, key);
  }
}
