package dev.postern.db;

import static dev.postern.db.TestStores.sql;
import static dev.postern.db.TestStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.errors.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutagesTest {
  private final TestStores setting = TestStores.open(1, 1);
  private final Store store = setting.stores.home();

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void every_connection_is_settled_from_its_beginning() {
    assertThat(text(store, "SELECT current_setting('search_path')")).isEmpty();
    assertThat(text(store, "SELECT current_setting('statement_timeout')")).isEqualTo("10s");
    assertThat(text(store, "SELECT current_setting('lock_timeout')")).isEqualTo("2s");
    assertThat(text(store, "SELECT current_setting('idle_in_transaction_session_timeout')"))
        .isEqualTo("10s");
    assertThat(text(store, "SELECT current_setting('application_name')")).isEqualTo("postern");
  }

  @Test
  void a_statement_that_takes_too_long_is_an_outage() {
    assertUnavailable(() -> run("SET LOCAL statement_timeout = '20ms'", "SELECT pg_sleep(5)"))
        .withMessageContaining("took too long");
  }

  @Test
  void a_server_that_falls_silent_is_given_up() {
    try (var impatient = TestStores.impatient(Duration.ofMillis(100))) {
      Store home = impatient.stores.home();

      assertUnavailable(() -> text(home, "SELECT CAST(pg_sleep(9) AS text)"))
          .withMessageContaining("connection was lost");
      assertThat(text(home, "SELECT 'here'")).isEqualTo("here");
    }
  }

  @Test
  void a_lock_that_is_not_free_in_time_is_an_outage() {
    sql(setting.home, "CREATE TABLE public.things (id integer)");
    Store other = setting.attachNew();
    assertThat(other.trouble()).isEmpty();

    try (var admin = AdminConnection.open(setting.home)) {
      admin.handle().begin();
      admin.handle().execute("LOCK TABLE public.things");
      assertUnavailable(() -> run("SET LOCAL lock_timeout = '20ms'", "TABLE public.things"))
          .withMessageContaining("lock was not free");
      admin.handle().rollback();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "53100, the disk of Postgres is full",
    "53200, Postgres is out of memory",
    "53300, Postgres has no connection left",
    "53400, Postgres is out of a resource"
  })
  void what_postgres_is_out_of_is_named(String state, String words) {
    assertUnavailable(() -> run(failing(state), "SELECT 'not reached'"))
        .withMessageEndingWith(words);
  }

  @Test
  void what_is_larger_than_postgres_takes_is_no_outage() {
    assertThatExceptionOfType(UnableToExecuteStatementException.class)
        .isThrownBy(() -> run(failing("54000"), "SELECT 'not reached'"));
  }

  private static String failing(String state) {
    return "DO $$ BEGIN RAISE SQLSTATE '%s'; END $$".formatted(state);
  }

  @Test
  void a_connection_that_was_ended_is_an_outage_and_the_next_one_works() {
    assertUnavailable(
        () -> run("SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 'not reached'"));

    assertThat(text(store, "SELECT 'open'")).isEqualTo("open");
  }

  @Test
  void a_database_that_became_read_only_is_an_outage_and_its_connections_are_not_kept() {
    String before = text(store, "SELECT pg_backend_pid()::text");

    assertUnavailable(
            () -> run("SET LOCAL transaction_read_only = on", "CREATE TABLE public.things ()"))
        .withMessageContaining("read-only");

    assertThat(text(store, "SELECT pg_backend_pid()::text")).isNotEqualTo(before);
  }

  @Test
  void a_mistake_in_sql_is_no_outage() {
    assertThatExceptionOfType(UnableToExecuteStatementException.class)
        .isThrownBy(() -> run("SELECT 1", "SELECT 1 / 0"));
  }

  @Test
  void who_waits_too_long_for_a_connection_is_told_to_come_back() throws Exception {
    Store one = setting.attachNew();
    Store other = setting.attachNew();
    var inside = new CountDownLatch(1);
    var done = new CountDownLatch(1);

    var holder = Thread.startVirtualThread(() -> one.once(_ -> hold(inside, done)));
    inside.await();

    assertUnavailable(() -> text(one, "SELECT '1'")).withMessageContaining("are in use");
    assertUnavailable(() -> text(other, "SELECT '1'"))
        .withMessageContaining("All connections to 127.0.0.1")
        .satisfies(told -> assertThat(told.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    done.countDown();
    holder.join();
    assertThat(text(other, "SELECT 'open'")).isEqualTo("open");
  }

  @Test
  void idle_connections_make_room_for_another_store_of_the_same_server() {
    Store one = setting.attachNew();
    Store other = setting.attachNew();
    String backend = text(one, "SELECT pg_backend_pid()::text");

    text(other, "SELECT '1'");

    assertThat(text(other, "SELECT count(*)::text FROM pg_stat_activity WHERE pid = " + backend))
        .isEqualTo("0");
  }

  @Test
  void a_store_that_is_down_is_tried_once_a_second_and_refused_at_once_meanwhile()
      throws Exception {
    var server = new CountedRefusals();
    Store down = setting.stores.attached(UUID.randomUUID(), server.where());

    assertUnavailable(() -> text(down, "SELECT '1'"));
    assertUnavailable(() -> text(down, "SELECT '1'"));
    assertUnavailable(() -> text(down, "SELECT '1'"));
    assertThat(server.close()).isEqualTo(1);
    assertThat(down.trouble()).isPresent();

    setting.pass(Duration.ofSeconds(1));
    assertUnavailable(() -> text(down, "SELECT '1'")).withMessageContaining("refuses connections");
    assertThat(text(store, "SELECT 'home is up'")).isEqualTo("home is up");
  }

  /// A server that hangs up on everybody and counts them.
  private static final class CountedRefusals {
    private final ServerSocket socket;
    private final Thread thread;
    private final AtomicInteger calls = new AtomicInteger();

    CountedRefusals() throws IOException {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      thread = Thread.startVirtualThread(this::hangUp);
    }

    ConnectionString where() {
      return ConnectionString.parse(
          "postgres://u:p@127.0.0.1:%d/db?sslmode=disable".formatted(socket.getLocalPort()));
    }

    private void hangUp() {
      try {
        while (true) {
          socket.accept().close();
          calls.incrementAndGet();
        }
      } catch (IOException closed) {
        // The test is over.
      }
    }

    int close() throws Exception {
      socket.close();
      thread.join();
      return calls.get();
    }
  }

  private static Integer hold(CountDownLatch inside, CountDownLatch done) {
    inside.countDown();
    try {
      done.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return 0;
  }

  private Integer run(String first, String second) {
    return store.write(handle -> {
      handle.execute(first);
      return handle.execute(second);
    });
  }

  private static ThrowableAssertAlternative<Unavailable> assertUnavailable(ThrowingCallable call) {
    return assertThatExceptionOfType(Unavailable.class).isThrownBy(call);
  }
}
