package dev.postern.db;

import static dev.postern.db.TestStores.newDatabase;
import static dev.postern.db.TestStores.newStore;
import static dev.postern.db.TestStores.sql;
import static dev.postern.db.TestStores.text;
import static dev.postern.server.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.errors.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoresTest {
  private final TestStores setting = TestStores.open();

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void the_same_id_is_the_same_store() {
    ConnectionString where = newStore();
    Store store = setting.attach(where);

    assertThat(setting.attach(where)).isSameAs(store);
    assertThat(setting.stores.attached(setting.stores.home().id(), where))
        .isSameAs(setting.stores.home());
  }

  @Test
  void a_store_is_opened_by_its_first_use_and_gets_the_id_we_gave_it() {
    ConnectionString where = newDatabase();
    var id = UUID.randomUUID();
    List<UUID> opened = new ArrayList<>();
    setting.stores.whenUsed(opened::add);

    Store store = setting.stores.attached(id, where);
    assertThat(opened).isEmpty();

    assertThat(text(store, "SELECT store_id::text FROM postern.store")).isEqualTo(id.toString());
    assertThat(opened).containsExactly(id);
  }

  @Test
  void a_store_that_is_not_used_is_closed_and_opened_again() {
    ConnectionString where = newStore();
    Store store = setting.attach(where);
    text(store, "SELECT '1'");

    setting.pass(Duration.ofMinutes(9));
    setting.stores.closeUnused();
    assertThat(connectionsTo(where)).isEqualTo("1");

    setting.pass(Duration.ofMinutes(2));
    setting.stores.closeUnused();
    holds(() -> assertThat(connectionsTo(where)).isEqualTo("0"));
    assertThat(text(store, "SELECT 'again'")).isEqualTo("again");
  }

  @Test
  void looking_after_a_store_does_not_keep_it_open() {
    ConnectionString where = newStore();
    Store store = setting.attach(where);
    List<UUID> used = new ArrayList<>();
    setting.stores.whenUsed(used::add);
    setting.pass(Duration.ofMinutes(11));

    store.look(handle -> handle.createQuery("SELECT '1'").mapTo(String.class).one());
    setting.stores.closeUnused();

    holds(() -> assertThat(connectionsTo(where)).isEqualTo("0"));
    assertThat(used).isEmpty();
  }

  @Test
  void a_store_that_is_used_for_long_says_so_again() {
    Store store = setting.attachNew();
    List<UUID> used = new ArrayList<>();
    setting.stores.whenUsed(used::add);

    for (int minute = 0; minute < 10; minute++) {
      text(store, "SELECT '1'");
      setting.pass(Duration.ofMinutes(1));
    }

    assertThat(used).hasSize(3);
  }

  @Test
  void a_store_in_use_is_served_while_home_cannot_note_it() {
    Store store = setting.attachNew();
    setting.stores.whenUsed(_ -> {});
    text(store, "SELECT '1'");
    setting.stores.whenUsed(_ -> {
      throw new Unavailable("home is away", Duration.ofSeconds(1));
    });

    setting.pass(Duration.ofMinutes(8));
    assertThat(text(store, "SELECT 'served'")).isEqualTo("served");

    setting.pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> text(store, "SELECT '1'")).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_store_in_use_is_not_closed() {
    Store store = setting.attachNew();

    String answer =
        store.once(handle -> {
          setting.pass(Duration.ofMinutes(11));
          setting.stores.closeUnused();
          setting.stores.forget(store.id());
          return handle.createQuery("SELECT 'done'").mapTo(String.class).one();
        });

    assertThat(answer).isEqualTo("done");
  }

  @Test
  void a_forgotten_store_serves_nobody_until_it_is_attached_again() {
    ConnectionString where = newStore();
    Store before = setting.attach(where);
    text(before, "SELECT '1'");

    setting.stores.forget(before.id());

    holds(() -> assertThat(connectionsTo(where)).isEqualTo("0"));
    assertThatThrownBy(() -> text(before, "SELECT '1'")).isInstanceOf(Unavailable.class);
    assertThat(text(setting.attach(where), "SELECT 'back'")).isEqualTo("back");
  }

  @Test
  void a_store_attached_with_another_string_is_reached_by_the_new_one() {
    ConnectionString where = newStore();
    Store before = setting.attach(where);
    sql(where, "CREATE ROLE newcomer_%s LOGIN SUPERUSER PASSWORD 'new'".formatted(suffix(where)));

    Store after =
        setting.stores.attached(before.id(), where.withUser("newcomer_" + suffix(where), "new"));

    assertThat(text(after, "SELECT current_user::text")).startsWith("newcomer_");
    assertThatThrownBy(() -> text(before, "SELECT '1'")).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_copy_nobody_told_us_of_is_not_served_until_it_is_adopted() {
    ConnectionString original = newStore();
    ConnectionString copy = TestStores.copyOf(original);
    Store store = setting.attach(copy);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> text(store, "SELECT '1'"))
        .withMessageContaining("./postern database adopt")
        .withMessageNotContaining(copy.password());

    try (var admin = AdminConnection.open(copy)) {
      StoreTable.adopt(admin.handle());
    }
    setting.pass(Duration.ofSeconds(1));
    assertThat(text(store, "SELECT 'served'")).isEqualTo("served");
  }

  @Test
  void another_store_than_expected_is_refused() {
    Store store = setting.stores.attached(UUID.randomUUID(), newStore());

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> text(store, "SELECT '1'"))
        .withMessageContaining("and not " + store.id());
  }

  private String connectionsTo(ConnectionString where) {
    return setting
        .stores
        .home()
        .once(handle ->
            handle
                .createQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = :name")
                .bind("name", where.database())
                .mapTo(String.class)
                .one());
  }

  private static String suffix(ConnectionString where) {
    return where.database();
  }
}
