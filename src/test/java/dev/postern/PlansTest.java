package dev.postern;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import dev.postern.server.TestPostgres;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A connection plans each statement once and keeps the plan, so what is planned while there are no
/// users must serve when there are many. Here nothing is ever analyzed but by the migrations.
class PlansTest {
  private static final Path PRODUCTION = Path.of("target", "classes", "dev", "postern");

  private static final String MANY_USERS =
      """
      WITH someone AS (
        INSERT INTO postern.users (tenant_id, id, signed_up_at, last_active_at)
        SELECT '3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f', gen_random_uuid(), at, at
          FROM generate_series(now(), now() + interval '5000 seconds', '1 second') AS at
        RETURNING tenant_id, id, signed_up_at
      ), address AS (
        INSERT INTO postern.contact_channels (tenant_id, id, user_id, type, value, is_primary,
                                              is_verified, used_for_auth, created_at)
        SELECT tenant_id, id, id, 'email', id, true, true, true, signed_up_at FROM someone
      ), password AS (
        INSERT INTO postern.passwords (tenant_id, user_id, hash, updated_at)
        SELECT tenant_id, id, 'hash', signed_up_at FROM someone
      )
      INSERT INTO postern.sessions (tenant_id, id, user_id, token_hash, is_impersonation,
                                    created_at, expires_at, last_active_at)
      SELECT tenant_id, id, id, sha256(CAST(CAST(id AS text) AS bytea)), false,
             signed_up_at, signed_up_at, signed_up_at
        FROM someone
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SessionTable.findByToken",
        "SessionTable.standing",
        "SessionTable.insert",
        "UserViewTable.find",
        "UserTable.lock",
        "PasswordTable.findByEmail",
        "PasswordTable.confirm",
        "ContactTable.findUserByAuth",
        "LastUseTable.write",
      })
  void a_hot_statement_finds_its_rows_by_their_keys_from_the_first_user_on(String where) {
    var sql = statement(where);
    try (var stores = fresh()) {
      assertReadsByKeys(plan(stores.home(), sql));

      stores.home().write(handle -> handle.execute(MANY_USERS));
      assertReadsByKeys(plan(stores.home(), sql));
    }
  }

  /// An index that is asked for the tenant alone, or is there for lists and for what expires, gives
  /// every row of the tenant.
  private static void assertReadsByKeys(List<String> plan) {
    assertThat(plan)
        .anySatisfy(line -> assertThat(line).contains("Index"))
        .noneSatisfy(line -> assertThat(line).contains("Seq Scan"))
        .noneSatisfy(line -> assertThat(line).containsPattern("Cond: \\(tenant_id = [^)]+\\)$"))
        .noneSatisfy(line -> assertThat(line).containsPattern("users_signed_up|sessions_expires"));
  }

  private static List<String> plan(Store store, String sql) {
    return store.write(handle -> {
      handle.execute("SET LOCAL plan_cache_mode = force_generic_plan");
      var parsed = new ColonPrefixSqlParser().parse(sql, handle.createUpdate(sql).getContext());
      handle.execute("PREPARE hot AS " + numbered(parsed.getSql()));
      var nulls = Collections.nCopies(parsed.getParameters().getParameterCount(), "NULL");
      var plan = explain(handle, nulls.stream().collect(joining(", ", "(", ")")));
      handle.execute("DEALLOCATE hot");
      return plan;
    });
  }

  private static List<String> explain(Handle handle, String values) {
    return handle.createQuery("EXPLAIN EXECUTE hot " + values).mapTo(String.class).list();
  }

  private static String numbered(String sql) {
    var numbered = new StringBuilder();
    var number = 0;
    for (var character : sql.toCharArray())
      numbered.append(character == '?' ? "$" + ++number : String.valueOf(character));
    return numbered.toString();
  }

  private static String statement(String where) {
    return Statements.in(PRODUCTION).stream()
        .filter(one -> one.where().equals(where))
        .findFirst()
        .flatMap(Statements.Statement::sql)
        .orElseThrow();
  }

  private static Stores fresh() {
    var home = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var clock = Clock.system();
    return new Stores(
        home, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock);
  }
}
