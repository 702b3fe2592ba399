package dev.postern.databases;

import dev.postern.crypto.SecureToken;
import dev.postern.db.AdminConnection;
import dev.postern.db.ConnectionCheck;
import dev.postern.db.ConnectionString;
import dev.postern.db.Store;
import dev.postern.db.Stores;
import dev.postern.db.UnusableConnectionString;
import dev.postern.errors.ControlError.BadRequest;
import dev.postern.errors.ControlError.Conflict;
import dev.postern.errors.Refused;
import dev.postern.errors.Unavailable;
import dev.postern.projects.StoreRegistry;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Makes a database that a customer has, or home itself, ready for a project to be published in.
/// Its one role does everything there, so password hashes are within the app's reach.
public record AttachDatabase(Stores stores, StoreRegistry registry, SecureToken tokens) {

  /// Who hands over the connection string.
  public enum Giver {
    /// May give a superuser's, and is warned.
    OPERATOR,
    /// Gives strings from elsewhere: triggers of the customer's would run as a superuser.
    API
  }

  /// A database that a project can be published in; whether one is already, making that project
  /// tells.
  ///
  /// @param storeId null for home
  /// @param warning what the operator should know
  public record Attached(@Nullable UUID storeId, Store store, Optional<String> warning) {}

  /// Makes the database ready and notes how it is reached. Refuses with what is wrong and what to
  /// do.
  public Attached attach(ConnectionString where, Giver giver) {
    var warning = check(where, giver);
    var found = prepared(where);
    if (found.filter(stores.home().id()::equals).isPresent()) return attachHome();
    var id = found.orElseGet(tokens::uuid);
    open(id, where);
    return new Attached(id, registry.register(id, where), warning);
  }

  /// The same for the home database: an app with one database needs no second one.
  public Attached attachHome() {
    return stores
        .home()
        .write(handle -> {
          prepare(handle, "home");
          return new Attached(null, stores.home(), Optional.empty());
        });
  }

  private static Optional<String> check(ConnectionString where, Giver giver) {
    return switch (Stores.check(where)) {
      case ConnectionCheck.Unusable(_, var message) -> throw new Refused(new BadRequest(message));
      case ConnectionCheck.Usable usable when !usable.superuser() -> Optional.empty();
      case ConnectionCheck.Usable _ -> {
        var danger =
            "%s is a superuser, and triggers of the app on users_sync would have its rights."
                .formatted(where.user());
        if (giver == Giver.API) throw new Refused(new BadRequest(danger + " Use another role."));
        yield Optional.of(danger);
      }
    };
  }

  /// The id of the store that the database is already.
  private static Optional<UUID> prepared(ConnectionString where) {
    try (var connection = AdminConnection.open(where)) {
      var handle = connection.handle();
      prepare(handle, where.toString());
      return UsersSyncShapeTable.isStore(handle)
          ? UsersSyncShapeTable.storeId(handle)
          : Optional.empty();
    } catch (UnusableConnectionString why) {
      throw new Refused(new BadRequest(String.valueOf(why.getMessage())));
    } catch (JdbiException denied) {
      throw new Refused(
          new Conflict("%s cannot be prepared: %s".formatted(where, ServerCommands.words(denied))));
    }
  }

  private static void prepare(Handle handle, String where) {
    var mustCreate =
        !UsersSyncShape.isThere(handle)
            || !UsersSyncShapeTable.hasPublisher(handle)
            || !UsersSyncShapeTable.isStore(handle);
    if (mustCreate && !UsersSyncShapeTable.mayCreateSchemas(handle))
      throw new Refused(
          new Conflict(
              "The role may not create schemas in %s: GRANT CREATE ON DATABASE … to it."
                  .formatted(where)));
    if (!UsersSyncShape.isThere(handle)) new ServerCommands(handle).putUsersSync();
    if (!UsersSyncShapeTable.hasPublisher(handle)) new ServerCommands(handle).putPublisher();
    UsersSyncShape.refuseIfOther(handle);
    UsersSyncShape.refuseUnlessWritable(handle);
  }

  /// Opens it once, so that what is wrong with it is told now and not to its first user.
  private void open(UUID id, ConnectionString where) {
    try {
      CreateDatabase.open(stores.attached(id, where));
    } catch (Unavailable refused) {
      stores.forget(id);
      throw new Refused(new Conflict(String.valueOf(refused.getMessage())));
    }
  }
}
