package dev.postern.databases;

import dev.postern.crypto.SecureToken;
import dev.postern.db.AdminConnection;
import dev.postern.db.ConnectionString;
import dev.postern.db.Store;
import dev.postern.db.UnusableConnectionString;
import dev.postern.errors.Unavailable;
import dev.postern.projects.StoreRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/// Makes a database on the server of the administrator's connection, with an owner role for the
/// customer, a runtime role for us, and a publisher between them. Whatever was done before is not
/// done again, so a creation that broke off is simply repeated.
public record CreateDatabase(
    ConnectionString administrator, StoreRegistry registry, SecureToken tokens) {
  private static final int PASSWORD_BITS = 160;
  private static final Duration LATER = Duration.ofSeconds(30);

  /// Makes the database and notes how we reach it. Refuses, with what to do, where our role may
  /// not, and throws `Unavailable` where the server does not let us now.
  public Store create(NewDatabase wanted) {
    var password = tokens.token(PASSWORD_BITS);
    return onServer(
        administrator,
        server -> {
          server.refuseUnlessAble(administrator.user());
          server.lock(wanted.name());
          server.putRole(wanted.owner().name(), wanted.owner().password());
          server.putRole(wanted.runtimeRole(), password);
          server.putRole(wanted.publisherRole());
          server.putDatabase(wanted.name(), wanted.owner().name());
          prepare(wanted);
          // Behind the lock, so that the password we note is the one that the role has.
          return registry.register(wanted.storeId(), runtime(wanted, password));
        });
  }

  private void prepare(NewDatabase wanted) {
    var owner = wanted.owner().name();
    inside(
        wanted.name(),
        database -> {
          database.close(wanted.name(), owner, wanted.runtimeRole());
          database.putUsersSync(owner, wanted.publisherRole());
          database.putPrivateSchemas(wanted.name(), owner, wanted.runtimeRole());
          database.putPublisher(wanted.runtimeRole(), wanted.publisherRole());
        });
  }

  /// Makes `neon_auth` in a database of ours again where it was dropped, and refuses one that was
  /// altered.
  public void publish(String database, String owner, String runtimeRole) {
    inside(
        database,
        server -> {
          var publisher = NewDatabase.publisherOf(runtimeRole);
          server.putUsersSync(owner, publisher);
          server.putPublisher(runtimeRole, publisher);
          UsersSyncShape.refuseIfOther(server.handle());
        });
  }

  /// Uses a store once, so that what is wrong with it is told now and not to its first user.
  public static void open(Store store) {
    store.once(UsersSyncShapeTable::isStore);
  }

  /// Takes away what a creation has made, or a part of it.
  public void undo(NewDatabase made) {
    onServer(
        administrator,
        server -> {
          server.lock(made.name());
          server.dropDatabase(made.name(), made.owner().name());
          server.dropRole(made.publisherRole());
          server.dropRole(made.runtimeRole());
          server.dropRole(made.owner().name());
          return made;
        });
  }

  /// Where the customer finds the database.
  public DatabaseAddress addressOf(NewDatabase database) {
    var owner = database.owner();
    return new DatabaseAddress(
        administrator.withDatabase(database.name()).withUser(owner.name(), owner.password()));
  }

  /// The server on which databases are made, as a customer reaches it.
  public String host() {
    return new DatabaseAddress(administrator).host();
  }

  /// The major version of the server. Refuses, with what to do, where our role may not make
  /// databases.
  public int serverVersion() {
    return onServer(
        administrator,
        server -> {
          server.refuseUnlessAble(administrator.user());
          return ServerTable.administrator(server.handle()).majorVersion();
        });
  }

  private ConnectionString runtime(NewDatabase wanted, String password) {
    return administrator.withDatabase(wanted.name()).withUser(wanted.runtimeRole(), password);
  }

  private void inside(String database, Consumer<ServerCommands> commands) {
    onServer(
        administrator.withDatabase(database),
        server -> {
          server.lock(database);
          commands.accept(server);
          return database;
        });
  }

  private static <T> T onServer(ConnectionString where, Function<ServerCommands, T> commands) {
    try (var connection = AdminConnection.open(where)) {
      return commands.apply(new ServerCommands(connection.handle()));
    } catch (UnusableConnectionString | JdbiException failure) {
      throw new Unavailable(
          "Databases cannot be made on %s: %s".formatted(where, ServerCommands.words(failure)),
          LATER,
          failure);
    }
  }
}
