package dev.postern.databases;

import static dev.postern.databases.DatabasesSetting.ask;
import static dev.postern.databases.DatabasesSetting.newDatabase;
import static dev.postern.databases.DatabasesSetting.superuser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.postern.databases.AttachDatabase.Giver;
import dev.postern.db.ConnectionString;
import dev.postern.errors.Refused;
import dev.postern.server.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachDatabaseTest {
  private final DatabasesSetting setting = new DatabasesSetting();

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void a_database_gets_its_table_and_becomes_a_store() throws SQLException {
    var where = ownDatabase();

    var attached = setting.attach.attach(where, Giver.API);

    assertThat(attached.warning()).isEmpty();
    assertThat(ask(where, "SELECT count(*) FROM neon_auth.users_sync")).isEqualTo("0");
    assertThat(ask(where, "SELECT store_id FROM postern.store"))
        .isEqualTo(String.valueOf(attached.storeId()));
  }

  @Test
  void attaching_again_finds_the_same_store() {
    var where = ownDatabase();
    var first = setting.attach.attach(where, Giver.API);

    var second = setting.attach.attach(where, Giver.API);

    assertThat(second.storeId()).isEqualTo(first.storeId());
  }

  @Test
  void home_can_be_attached_and_is_recognised_by_its_address() throws SQLException {
    var byName = setting.attach.attachHome();
    var byAddress = setting.attach.attach(setting.home, Giver.OPERATOR);

    assertThat(byName.storeId()).isNull();
    assertThat(byAddress.storeId()).isNull();
    assertThat(ask(setting.home, "SELECT count(*) FROM neon_auth.users_sync")).isEqualTo("0");
  }

  @Test
  void a_superuser_is_taken_from_the_operator_with_a_warning_and_refused_from_others() {
    var where = newDatabase();

    assertThat(setting.attach.attach(where, Giver.OPERATOR).warning())
        .hasValueSatisfying(warning -> assertThat(warning).contains("is a superuser"));
    refuses(where, "is a superuser");
  }

  @Test
  void a_table_with_other_columns_is_refused_with_the_difference() {
    var where = ownDatabase();
    superuser(where, "CREATE SCHEMA neon_auth");
    superuser(where, "CREATE TABLE neon_auth.users_sync (id text PRIMARY KEY, raw_json jsonb)");

    refuses(where, "Found and not expected: id text NOT NULL, raw_json jsonb.");
  }

  @Test
  void a_role_that_may_not_make_schemas_learns_it() {
    var where = setting.newRole("", newDatabase());

    refuses(where, "GRANT CREATE ON DATABASE");
  }

  @Test
  void a_string_that_leads_nowhere_is_refused() {
    refuses(newDatabase().withDatabase("nowhere"), "has no database named nowhere");
  }

  @Test
  void a_copy_of_a_store_is_refused() {
    var original = ownDatabase();
    setting.attach.attach(original, Giver.API);
    setting.stores.close();
    var copy = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl(original.database()));

    refuses(copy.withUser(original.user(), original.password()), "is a copy of the store");
  }

  private ConnectionString ownDatabase() {
    var database = newDatabase();
    var where = setting.newRole("", database);
    superuser(
        database, "GRANT CREATE ON DATABASE %s TO %s".formatted(database.database(), where.user()));
    return where;
  }

  private void refuses(ConnectionString where, String why) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> setting.attach.attach(where, Giver.API))
        .withMessageContaining(why);
  }
}
