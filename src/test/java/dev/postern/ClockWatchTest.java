package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.server.Eventually;
import dev.postern.server.TestPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  @Test
  void a_node_whose_clock_is_a_minute_late_wants_no_requests() {
    Clock late = () -> Clock.system().now().minusSeconds(60);

    assertThat(refusalOf(late)).matches(".* (59|60) s apart .*");
  }

  @Test
  void a_look_that_fails_is_not_the_last() {
    var looks = new AtomicInteger();
    Clock broken =
        () -> {
          if (looks.incrementAndGet() == 1) throw new IllegalStateException("no time");
          return Clock.system().now().minusSeconds(60);
        };

    assertThat(refusalOf(broken)).matches(".* (59|60) s apart .*");
  }

  private static String refusalOf(Clock clock) {
    var home = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var readiness = new Readiness();
    readiness.begin();
    var migrations = Migrations.shipped(Clock.system());
    try (var stores =
            new Stores(
                home, Stores.Limits.USUAL, migrations, StatementObserver.NONE, Clock.system());
        var _ = ClockWatch.start(stores.home(), readiness, clock, Duration.ofMillis(10))) {
      Eventually.holds(() -> assertThat(readiness.refusal()).isPresent());
    }
    return readiness.refusal().orElseThrow();
  }

  @Test
  void a_few_seconds_are_no_reason_to_refuse() {
    var readiness = new Readiness();
    readiness.begin();
    readiness.clockIsApart(Duration.ofSeconds(29));

    assertThat(readiness.refusal()).isEmpty();
  }
}
