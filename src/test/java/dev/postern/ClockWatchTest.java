package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.server.TestPostgres;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_node_whose_clock_is_a_minute_late_wants_no_requests() {
    Clock late = () -> Clock.system().now().minusSeconds(60);
    var home = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var readiness = new Readiness();
    try (var stores =
            new Stores(
                home, Stores.Limits.USUAL, Migrations.shipped(late), StatementObserver.NONE, late);
        var _ = ClockWatch.start(stores.home(), readiness, late)) {
      var deadline = System.nanoTime() + PATIENCE.toNanos();
      while (readiness.refusal().isEmpty() && System.nanoTime() < deadline)
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }

    assertThat(readiness.refusal()).get().asString().matches(".* (59|60) s apart .*");
  }

  @Test
  void a_few_seconds_are_no_reason_to_refuse() {
    var readiness = new Readiness();
    readiness.clockIsApart(Duration.ofSeconds(29));

    assertThat(readiness.refusal()).isEmpty();
  }
}
