package dev.postern.databases;

import static dev.postern.databases.DatabasesSetting.ask;
import static dev.postern.databases.DatabasesSetting.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.db.ConnectionString;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.Refused;
import dev.postern.userssync.UsersSync;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateDatabaseTest {
  private final DatabasesSetting setting = new DatabasesSetting();

  @AfterEach
  void close() {
    setting.close();
  }

  @Test
  void the_owner_may_reference_users_and_the_runtime_role_may_have_them_written()
      throws SQLException {
    var wanted = setting.newDatabase("app");
    var store = setting.create.create(wanted);
    var owner = ownerOf(wanted);

    store.write(handle ->
        UsersSync.publish(
            handle, new UUID(0, 1), "{\"id\": \"1\", \"signed_up_at_millis\": 1}", Instant.EPOCH));
    run(owner, "CREATE TABLE public.todos (owner_id text REFERENCES neon_auth.users_sync (id))");
    run(owner, "INSERT INTO public.todos VALUES ('1')");

    assertThat(ask(owner, "SELECT raw_json ->> 'id' FROM neon_auth.users_sync")).isEqualTo("1");
    assertThat(ask(owner, "SELECT tableowner FROM pg_tables WHERE tablename = 'users_sync'"))
        .isEqualTo(wanted.owner().name());
  }

  @Test
  void the_owner_sees_nothing_private() {
    var wanted = setting.newDatabase("app");
    setting.create.create(wanted).once(UsersSyncShapeTable::isStore);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(ownerOf(wanted), "SELECT hash FROM postern.passwords"))
        .withMessageContaining("permission denied for schema postern");
  }

  @Test
  void the_runtime_role_makes_no_schemas_and_owns_nothing_public() throws SQLException {
    var wanted = setting.newDatabase("app");
    var store = setting.create.create(wanted);

    assertThat(store.once(UsersSyncShapeTable::mayCreateSchemas)).isFalse();
    assertThat(
            ask(
                ownerOf(wanted),
                """
                SELECT string_agg(nspname, ',' ORDER BY nspname)
                  FROM pg_namespace
                 WHERE nspowner = '%s'::regrole
                """
                    .formatted(wanted.runtimeRole())))
        .isEqualTo("postern,postern_publisher");
  }

  @Test
  void the_runtime_role_touches_the_published_table_only_through_the_publisher() {
    var wanted = setting.newDatabase("app");
    var store = setting.create.create(wanted);

    assertThat(store.once(UsersSyncShapeTable::mayPublish)).isTrue();
    assertThatExceptionOfType(JdbiException.class)
        .isThrownBy(() -> store.once(handle -> handle.execute("SELECT FROM neon_auth.users_sync")))
        .withMessageContaining("permission denied for schema neon_auth");
  }

  @Test
  void the_owner_neither_sees_nor_replaces_the_function_that_writes_users() {
    var wanted = setting.newDatabase("app");
    setting.create.create(wanted);

    for (var command :
        List.of(
            "SELECT postern_publisher.write('put', NULL, NULL, NULL)",
            "DROP FUNCTION postern_publisher.write",
            "ALTER FUNCTION postern_publisher.write SECURITY INVOKER",
            "CREATE FUNCTION postern_publisher.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"))
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> run(ownerOf(wanted), command))
          .withMessageContaining("permission denied for schema postern_publisher");
    for (var role : List.of(wanted.runtimeRole(), wanted.publisherRole()))
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> run(ownerOf(wanted), "SET ROLE " + role))
          .withMessageContaining("permission denied to set role");
  }

  @Test
  void a_role_of_another_database_does_not_get_in() {
    var mine = setting.newDatabase("mine");
    var theirs = setting.newDatabase("theirs");
    setting.create.create(mine);
    setting.create.create(theirs);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(ownerOf(mine).withDatabase(theirs.name()), "SELECT 1"))
        .withMessageContaining("permission denied for database");
  }

  @Test
  void names_with_quotes_are_names() throws SQLException {
    var plain = setting.newDatabase("We\"ird 'name' :x ?");
    var wanted =
        new NewDatabase(
            plain.name(),
            new NewDatabase.Owner("O'\"" + plain.owner().name(), "p:a?s'\"s"),
            plain.runtimeRole(),
            plain.storeId());

    setting.create.create(wanted);

    assertThat(ask(ownerOf(wanted), "SELECT current_database()")).isEqualTo(wanted.name());
  }

  @Test
  void a_creation_that_broke_off_can_be_repeated() throws SQLException {
    var wanted = setting.newDatabase("app");
    setting.create.create(wanted).once(UsersSyncShapeTable::isStore);
    run(ownerOf(wanted), "DROP SCHEMA neon_auth CASCADE");

    var store = setting.create.create(wanted);

    assertThat(store.once(UsersSyncShapeTable::mayPublish)).isTrue();
  }

  @Test
  void what_others_have_made_is_left_alone() {
    var wanted = setting.newDatabase("app");
    DatabasesSetting.superuser(setting.home, "CREATE ROLE %s".formatted(wanted.owner().name()));

    assertThatThrownBy(() -> setting.create.create(wanted))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isInstanceOf(Conflict.class));
  }

  @Test
  void what_was_made_can_be_undone() {
    var wanted = setting.newDatabase("app");
    setting.create.create(wanted);

    setting.create.undo(wanted);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> ask(ownerOf(wanted), "SELECT 1"));
  }

  @Test
  void an_administrator_without_rights_learns_what_is_missing() {
    var weak = setting.newRole("CREATEROLE", setting.home);
    var create = new CreateDatabase(weak, setting.desk.stores(), setting.tokens);

    assertThatThrownBy(() -> create.create(setting.newDatabase("app")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.refusal().shape().text())
                    .contains("ALTER ROLE %s CREATEDB CREATEROLE".formatted(weak.user())));
  }

  private ConnectionString ownerOf(NewDatabase database) {
    return ConnectionString.parse(setting.create.addressOf(database).uri());
  }
}
