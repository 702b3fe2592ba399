package dev.postern.databases;

import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.ControlError.NotPermitted;
import dev.postern.errors.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.postgresql.util.PasswordUtil;

/// What cannot be said with parameters: making roles and databases, and granting. The one class
/// whose SQL is put together, always by Postgres' own `format`. Every command can be given again.
record ServerCommands(Handle handle) {
  private static final String MARK = "Made by Postern";
  private static final int FIRST_WITH_SET_OPTION = 16;

  /// Says what the administrator's role lacks for making databases.
  void refuseUnlessAble(String administrator) {
    if (ServerTable.administrator(handle).mayMakeDatabases()) return;
    throw new Refused(
        new NotPermitted(
            ("The role %s may not make databases. Let a superuser say: ALTER ROLE %s CREATEDB"
                    + " CREATEROLE; or name another one in POSTERN_PROVISION_URL.")
                .formatted(administrator, administrator)));
  }

  /// Waits for whoever is preparing the same database, until this connection ends.
  void lock(String database) {
    ServerTable.lock(handle, database);
  }

  /// Makes a role without attributes that may log in, or gives ours of that name this password. The
  /// server gets the verifier alone, since it may log its commands.
  void putRole(String role, String password) {
    putRole(role);
    var verifier = PasswordUtil.encodeScramSha256(password.toCharArray());
    run("ALTER ROLE %I LOGIN PASSWORD %L", role, verifier);
  }

  /// Makes a role without attributes that nobody logs in as, unless it is there and ours.
  void putRole(String role) {
    var mark = ServerTable.roleComment(handle, role);
    if (mark.filter(MARK::equals).isPresent()) return;
    if (mark.isPresent())
      throw new Refused(new Conflict("The role %s was made by others.".formatted(role)));
    handle.useTransaction(_ -> {
      run("CREATE ROLE %I", role);
      run("COMMENT ON ROLE %I IS %L", role, MARK);
      join(role);
    });
  }

  /// From Postgres 16 on, who makes a role must grant it to themselves to give it something.
  private void join(String role) {
    var administrator = ServerTable.administrator(handle);
    if (administrator.superuser()) return;
    run(
        administrator.majorVersion() >= FIRST_WITH_SET_OPTION
            ? "GRANT %I TO CURRENT_USER WITH SET TRUE"
            : "GRANT %I TO CURRENT_USER",
        role);
  }

  /// Makes a database, unless the owner has one of that name.
  void putDatabase(String database, String owner) {
    var present = ServerTable.ownerOfDatabase(handle, database);
    if (present.isEmpty()) {
      run("CREATE DATABASE %I OWNER %I TEMPLATE template0 ENCODING 'UTF8'", database, owner);
    } else if (!present.get().equals(owner)) {
      throw new Refused(new Conflict("The database %s belongs to others.".formatted(database)));
    }
  }

  /// Closes the database, in which we must be, to all but the two roles that log in.
  void close(String database, String owner, String runtime) {
    as(
        owner,
        () -> {
          run("REVOKE CONNECT ON DATABASE %I FROM PUBLIC", database);
          run("GRANT CONNECT ON DATABASE %I TO %I, %I", database, owner, runtime);
        });
  }

  /// Makes `neon_auth` for the owner and lets the publisher write users there.
  void putUsersSync(String owner, String publisher) {
    as(
        owner,
        () -> {
          putUsersSync();
          run("GRANT USAGE ON SCHEMA neon_auth TO %I", publisher);
          run("GRANT SELECT, INSERT, UPDATE ON neon_auth.users_sync TO %I", publisher);
        });
  }

  /// Makes `neon_auth` for whoever we are.
  void putUsersSync() {
    handle.createScript(resource("/db/users_sync.sql")).execute();
  }

  /// Makes the private schemas for the runtime role, which needs no right over the database after.
  void putPrivateSchemas(String database, String owner, String runtime) {
    as(owner, () -> run("GRANT CREATE ON DATABASE %I TO %I", database, runtime));
    as(
        runtime,
        () -> {
          run("CREATE SCHEMA IF NOT EXISTS postern");
          run("CREATE SCHEMA IF NOT EXISTS postern_publisher");
        });
    as(owner, () -> run("REVOKE CREATE ON DATABASE %I FROM %I", database, runtime));
  }

  /// Makes the function that writes users as the publisher. The publisher owns it, and triggers of
  /// the customer's run as the publisher; so it must never be able to name it, or they could alter
  /// it: what it needs for making it, nobody else ever sees it have.
  void putPublisher(String runtime, String publisher) {
    handle.useTransaction(_ -> {
      as(runtime, () -> run("GRANT USAGE, CREATE ON SCHEMA postern_publisher TO %I", publisher));
      as(
          publisher,
          () -> {
            putFunction();
            run("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA postern_publisher TO %I", runtime);
          });
      as(runtime, () -> run("REVOKE USAGE, CREATE ON SCHEMA postern_publisher FROM %I", publisher));
    });
  }

  /// Makes the same function for whoever we are.
  void putPublisher() {
    run("CREATE SCHEMA IF NOT EXISTS postern_publisher");
    putFunction();
  }

  private void putFunction() {
    handle.execute(resource("/db/publisher.sql"));
    run("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA postern_publisher FROM PUBLIC");
  }

  /// Takes a database away, with all connections to it, if it belongs to this role of ours.
  void dropDatabase(String database, String owner) {
    var isOurs = ServerTable.ownerOfDatabase(handle, database).filter(owner::equals).isPresent();
    if (isOurs && isOurs(owner)) run("DROP DATABASE %I WITH (FORCE)", database);
  }

  /// Takes one of our roles away, which must own nothing any more.
  void dropRole(String role) {
    if (isOurs(role)) run("DROP ROLE %I", role);
  }

  private boolean isOurs(String role) {
    return ServerTable.roleComment(handle, role).filter(MARK::equals).isPresent();
  }

  /// What Postgres said, without the statement, in which a verifier may stand.
  static String words(RuntimeException failure) {
    var said = failure.getCause() instanceof SQLException cause ? cause : failure;
    return String.valueOf(said.getMessage());
  }

  private void as(String role, Runnable commands) {
    run("SET ROLE %I", role);
    commands.run();
    run("RESET ROLE");
  }

  private void run(String template, String... parts) {
    handle.execute(ServerTable.format(handle, template, parts));
  }

  private static String resource(String path) {
    try (InputStream stream = ServerCommands.class.getResourceAsStream(path)) {
      if (stream == null) throw new IllegalStateException(path + " is not on the class path");
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
