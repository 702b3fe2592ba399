package dev.postern.db;

import static dev.postern.db.TestStores.sql;
import static dev.postern.db.TestStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.errors.Unavailable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorsTest {
  private TestStores setting;
  private Store store;

  @BeforeEach
  void make_a_table() {
    setting = TestStores.open();
    store = setting.stores.home();
    sql(setting.home, "CREATE TABLE public.things (id integer PRIMARY KEY, name text)");
    sql(setting.home, "INSERT INTO public.things VALUES (1, 'one'), (2, 'two')");
  }

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void what_is_written_is_there_afterwards() {
    store.write(handle -> rename(handle, 1, "uno"));

    assertThat(name(1)).isEqualTo("uno");
  }

  @Test
  void an_exception_rolls_back_and_flies_on_unchanged() {
    var refusal = new IllegalArgumentException("no");

    assertThatThrownBy(() ->
            store.write(handle -> {
              rename(handle, 1, "uno");
              throw refusal;
            }))
        .isSameAs(refusal);

    assertThat(name(1)).isEqualTo("one");
  }

  @Test
  void what_waits_for_a_commit_runs_once_and_only_then() {
    List<String> ran = new CopyOnWriteArrayList<>();
    assertThatThrownBy(() ->
            store.write(handle -> {
              Store.afterCommit(handle, () -> ran.add("rolled back"));
              throw new IllegalArgumentException("no");
            }))
        .hasMessage("no");
    var runs = new AtomicInteger();

    store.write(handle -> {
      Store.afterCommit(handle, () -> ran.add("committed"));
      if (runs.incrementAndGet() == 1) conflict(handle);
      assertThat(ran).isEmpty();
      return Store.written();
    });

    assertThat(runs).hasValue(2);
    assertThat(ran).containsExactly("committed");
    assertThatThrownBy(Store::written).isInstanceOf(IllegalStateException.class);
  }

  private static void conflict(Handle handle) {
    handle.execute(
        "DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = 'serialization_failure'; END $$");
  }

  @Test
  void the_door_once_has_no_transaction() {
    assertThat(text(store, "SELECT current_setting('transaction_isolation')"))
        .isEqualTo("read committed");
    assertThat(store.<Boolean>once(Handle::isInTransaction)).isFalse();
  }

  @Test
  void the_door_read_sees_one_state_and_changes_nothing() {
    List<String> seen =
        store.read(handle -> {
          String before = select(handle, "SELECT name FROM public.things WHERE id = 1");
          sql(setting.home, "UPDATE public.things SET name = 'uno' WHERE id = 1");
          return List.of(before, select(handle, "SELECT name FROM public.things WHERE id = 1"));
        });

    assertThat(seen).containsExactly("one", "one");
    assertThatExceptionOfType(UnableToExecuteStatementException.class)
        .isThrownBy(() -> store.read(handle -> rename(handle, 1, "eins")))
        .withMessageContaining("read-only transaction");
    assertThat(name(1)).isEqualTo("uno");
  }

  @Test
  void a_connection_that_was_read_only_writes_again() {
    store.read(handle -> select(handle, "SELECT '1'"));

    store.write(handle -> rename(handle, 1, "uno"));

    assertThat(name(1)).isEqualTo("uno");
  }

  @Test
  void a_door_inside_a_door_is_refused_whatever_the_stores() {
    Store other = setting.attachNew();

    assertThatThrownBy(() -> store.write(_ -> other.once(handle -> select(handle, "SELECT '1'"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("A door opened inside a door");
    assertThatThrownBy(() -> store.once(_ -> store.read(handle -> select(handle, "SELECT '1'"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(text(other, "SELECT 'open'")).isEqualTo("open");
  }

  @Test
  void two_writers_that_deadlock_both_succeed() throws Exception {
    var bothHoldOne = new CyclicBarrier(2);
    var runs = new AtomicInteger();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var forth = threads.submit(() -> crossing(1, 2, "forth", bothHoldOne, runs));
      var back = threads.submit(() -> crossing(2, 1, "back", bothHoldOne, runs));
      forth.get();
      back.get();
    }

    assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    assertThat(name(1)).isEqualTo(name(2)).isIn("forth", "back");
  }

  private Integer crossing(
      int first, int second, String name, CyclicBarrier barrier, AtomicInteger runs) {
    var waited = new AtomicInteger();
    return store.write(handle -> {
      runs.incrementAndGet();
      rename(handle, first, name);
      if (waited.getAndIncrement() == 0) await(barrier);
      return rename(handle, second, name);
    });
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void a_conflict_that_does_not_end_is_given_up_after_three_reruns() {
    var runs = new AtomicInteger();

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() ->
            store.write(handle -> {
              runs.incrementAndGet();
              return handle.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$");
            }))
        .withMessageContaining("deadlocks");

    assertThat(runs).hasValue(4);
  }

  @Test
  void the_observer_hears_each_statement_with_its_door() {
    var heard = new CopyOnWriteArrayList<String>();
    try (var watched =
        TestStores.open((by, sql) -> heard.add(by.storeId() + " " + by.door() + " " + sql))) {
      Store home = watched.stores.home();
      UUID id = home.id();

      text(home, "SELECT 'a'");
      home.read(handle -> select(handle, "SELECT 'b'"));

      assertThat(heard).containsExactly(id + " ONCE SELECT 'a'", id + " READ SELECT 'b'");
    }
  }

  private String name(int id) {
    return text(store, "SELECT name FROM public.things WHERE id = " + id);
  }

  private static String select(Handle handle, String query) {
    return handle.createQuery(query).mapTo(String.class).one();
  }

  private static Integer rename(Handle handle, int id, String name) {
    return handle
        .createUpdate("UPDATE public.things SET name = :name WHERE id = :id")
        .bind("id", id)
        .bind("name", name)
        .execute();
  }
}
