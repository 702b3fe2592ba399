package dev.postern.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerTest {
  private static final class Heard implements Listener.Changes {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

    @Override
    public void onChange(String payload) {
      if (payload.equals("too much")) throw new IllegalStateException("cannot take it");
      words.add(payload);
    }

    @Override
    public void onStale() {
      words.add("stale");
    }

    @Nullable String next() throws InterruptedException {
      return words.poll(10, TimeUnit.SECONDS);
    }
  }

  private final ConnectionString home = TestStores.newDatabase();
  private final Heard heard = new Heard();

  @Test
  void it_listens_first_and_then_says_that_all_may_be_stale() throws Exception {
    try (var listener = new Listener(home, heard)) {
      assertThat(heard.next()).isEqualTo("stale");

      notify("project 1");
      assertThat(heard.next()).isEqualTo("project 1");
      assertThat(listener.ping(Duration.ofSeconds(5))).isTrue();
      assertThat(listener.healthy()).isTrue();
    }
  }

  @Test
  void after_a_lost_connection_it_listens_again() throws Exception {
    try (var listener = new Listener(home, heard)) {
      assertThat(heard.next()).isEqualTo("stale");

      TestStores.cutConnections(home);

      lost();
      notify("project 2");
      assertThat(heard.next()).isEqualTo("project 2");
      assertThat(listener.ping(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void who_cannot_take_a_change_is_told_that_all_is_stale() throws Exception {
    try (var listener = new Listener(home, heard)) {
      assertThat(heard.next()).isEqualTo("stale");

      notify("too much");

      lost();
      notify("project 3");
      assertThat(heard.next()).isEqualTo("project 3");
      assertThat(listener.ping(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void a_home_that_is_not_there_is_not_healthy_and_all_is_stale() throws Exception {
    try (var listener = new Listener(home.withDatabase("nowhere"), heard)) {
      assertThat(listener.ping(Duration.ofMillis(50))).isFalse();
      assertThat(listener.healthy()).isFalse();
      assertThat(heard.next()).isEqualTo("stale");
    }
  }

  /// All is stale once it does not hear, and again once it listens.
  private void lost() throws InterruptedException {
    assertThat(heard.next()).isEqualTo("stale");
    assertThat(heard.next()).isEqualTo("stale");
  }

  private void notify(String payload) {
    TestStores.sql(home, "SELECT pg_notify('%s', '%s')".formatted(Listener.CHANNEL, payload));
  }
}
