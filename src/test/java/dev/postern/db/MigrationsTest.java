package dev.postern.db;

import static dev.postern.db.TestStores.newDatabase;
import static dev.postern.db.TestStores.newStore;
import static dev.postern.db.TestStores.sql;
import static dev.postern.db.TestStores.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.clock.Clock;
import dev.postern.errors.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final String VERSIONS =
      """
      SELECT format('%s %s', store.version, home.version)
        FROM postern.store
       CROSS JOIN postern_control.home
      """;

  @Test
  void an_empty_database_becomes_home() {
    try (var stores = open(newDatabase())) {
      assertThat(text(stores.home(), "SELECT store_id::text FROM postern.store"))
          .isEqualTo(stores.home().id().toString());
      assertThat(text(stores.home(), VERSIONS)).isEqualTo(latest());
    }
  }

  @Test
  void nobody_else_may_look_into_our_schemas() {
    ConnectionString home = newStore();
    String role = "onlooker_" + home.database();
    sql(home, "CREATE ROLE %s LOGIN PASSWORD 'look'".formatted(role));

    try (var admin = AdminConnection.open(home.withUser(role, "look"))) {
      String rights =
          "SELECT concat(has_schema_privilege('postern', 'USAGE'),"
              + " has_schema_privilege('postern_control', 'USAGE'))";
      assertThat(admin.handle().createQuery(rights).mapTo(String.class).one()).isEqualTo("ff");
    }
  }

  @Test
  void two_servers_that_start_on_one_empty_database_both_start() throws Exception {
    ConnectionString home = newDatabase();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> open(home));
      var other = threads.submit(() -> open(home));
      try (Stores first = one.get();
          Stores second = other.get()) {
        assertThat(first.home().id()).isEqualTo(second.home().id());
      }
    }
  }

  @Test
  void a_database_that_is_behind_is_brought_up_to_date() {
    ConnectionString home = newStore();
    sql(home, "UPDATE postern.store SET version = 0");
    sql(home, "UPDATE postern_control.home SET version = 0");

    try (var stores = open(home)) {
      assertThat(text(stores.home(), VERSIONS)).isEqualTo(latest());
    }
  }

  @Test
  void a_newer_database_is_served_when_it_says_that_we_may() {
    ConnectionString home = newStore();
    sql(home, "UPDATE postern.store SET version = 9000");

    try (var stores = open(home)) {
      assertThat(text(stores.home(), "SELECT version::text FROM postern.store")).isEqualTo("9000");
    }
  }

  @Test
  void a_database_too_new_for_us_is_refused() {
    ConnectionString newStore = newStore();
    sql(newStore, "UPDATE postern.store SET version = 9000, oldest_server = 9000");
    ConnectionString newControl = newStore();
    sql(newControl, "UPDATE postern_control.home SET version = 9000, oldest_server = 9000");

    for (ConnectionString each : new ConnectionString[] {newStore, newControl})
      assertThatExceptionOfType(Unavailable.class)
          .isThrownBy(() -> open(each))
          .withMessageContaining("by a newer Postern");
  }

  @Test
  void a_role_that_may_not_migrate_is_refused_with_what_postgres_says() {
    ConnectionString empty = newDatabase();
    String role = "poor_" + empty.database();
    sql(empty, "CREATE ROLE %s LOGIN PASSWORD 'poor'".formatted(role));

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> open(empty.withUser(role, "poor")))
        .withMessageContaining("permission denied for database");
  }

  @Test
  void a_database_that_is_up_to_date_is_opened_without_loading_flyway() throws Exception {
    String loaded = classesLoadedWhenOpening(newStore());

    assertThat(loaded).contains("dev.postern.db.Migrations ").doesNotContain("org.flywaydb");
    assertThat(classesLoadedWhenOpening(newDatabase())).contains("org.flywaydb");
  }

  private static String classesLoadedWhenOpening(ConnectionString home) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                OpenHome.class.getName(),
                home.reveal())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /// What the child process runs.
  static final class OpenHome {
    private OpenHome() {}

    public static void main(String[] arguments) {
      open(ConnectionString.parse(arguments[0])).close();
    }
  }

  private static Stores open(ConnectionString home) {
    Clock clock = () -> TestStores.BEGINNING;
    return new Stores(
        home, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock);
  }

  private static String latest() {
    return MigrationFolder.at("db/store").latest()
        + " "
        + MigrationFolder.at("db/control").latest();
  }
}
