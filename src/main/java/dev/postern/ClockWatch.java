package dev.postern;

import dev.postern.clock.Clock;
import dev.postern.db.Store;
import dev.postern.db.StoreTable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares the clock of this node with home's, at the start and every minute. A second apart is a
/// warning; what more means, [Readiness] knows.
final class ClockWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(1);

  private final Store home;
  private final Readiness readiness;
  private final Clock clock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clock-watch").factory());

  private ClockWatch(Store home, Readiness readiness, Clock clock) {
    this.home = home;
    this.readiness = readiness;
    this.clock = clock;
  }

  static ClockWatch start(Store home, Readiness readiness, Clock clock) {
    return start(home, readiness, clock, EVERY);
  }

  static ClockWatch start(Store home, Readiness readiness, Clock clock, Duration every) {
    var watch = new ClockWatch(home, readiness, clock);
    var millis = every.toMillis();
    var _ = watch.watch.scheduleWithFixedDelay(watch::look, 0, millis, TimeUnit.MILLISECONDS);
    return watch;
  }

  private void look() {
    try {
      var apart = StoreTable.apart(home, clock);
      readiness.clockIsApart(apart);
      if (apart.compareTo(WORTH_A_WARNING) >= 0)
        LOG.warn(
            "The clock of this node is {} ms apart from the database's; let NTP set both",
            apart.toMillis());
    } catch (RuntimeException failure) {
      // Thrown on, it would end the schedule without a word.
      LOG.warn("The clocks could not be compared: {}", failure.getMessage());
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
