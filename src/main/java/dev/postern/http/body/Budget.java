package dev.postern.http.body;

import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Memory that is shared out first come, first served. Who waits too long for a share is told to
/// come back later.
final class Budget {
  private static final int UNIT = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration COME_BACK_AFTER = Duration.ofSeconds(2);

  private final String purpose;
  private final int size;
  private final Semaphore free;

  /// @param purpose what the memory is for, as the operator is told
  Budget(String purpose, long bytes) {
    this.purpose = purpose;
    this.size = Math.toIntExact(bytes / UNIT);
    this.free = new Semaphore(size, true);
  }

  /// Memory of one request, until it is closed.
  final class Share implements AutoCloseable {
    private final int units;

    private Share(int units) {
      this.units = units;
    }

    @Override
    public void close() {
      free.release(units);
    }
  }

  /// Waits for its turn. What is larger than the budget takes all of it.
  Share take(long bytes) {
    var units = (int) Math.min(size, Math.ceilDiv(bytes, UNIT));
    try {
      if (free.tryAcquire(units, PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
        return new Share(units);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("Interrupted at a body.", COME_BACK_AFTER, interrupted);
    }
    throw new Unavailable(
        "No memory is left for %s; more heap allows more.".formatted(purpose), COME_BACK_AFTER);
  }
}
