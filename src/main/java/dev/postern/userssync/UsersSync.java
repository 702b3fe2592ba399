package dev.postern.userssync;

import dev.postern.errors.Unavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;

/// Publishes users. A row that cannot be written fails the whole change: a user who is not
/// published is worse than one who must try again.
public final class UsersSync {
  /// Classes of SQLSTATE that say nothing about the table: connection, conflict of transactions,
  /// resources, intervention, system. The door of the store knows what to do about these.
  private static final Set<String> NOT_THE_TABLE = Set.of("08", "40", "53", "55", "57", "58");

  private static final Duration LATER = Duration.ofSeconds(30);

  /// A user as `GET /users/{id}` shows them to a server.
  ///
  /// @param isPublished whether they are to have a row where they have none
  public record Row(UUID user, String json, boolean isPublished) {}

  private UsersSync() {}

  /// Writes the row of a user, as `GET /users/{id}` shows them to a server.
  public static int publish(Handle handle, UUID user, String json, Instant now) {
    return guarded(() -> UsersSyncTable.put(handle, user.toString(), json, now));
  }

  /// Brings many rows up to date, where something but the last use has changed, and adds the
  /// missing rows of those who are to be published.
  public static int bringUpToDate(Handle handle, List<Row> rows, Instant now) {
    return guarded(
        () -> UsersSyncTable.refresh(handle, rows, now) + UsersSyncTable.add(handle, rows));
  }

  /// Marks the row of a user who is gone. The row stays, since the app's tables refer to it.
  public static int markDeleted(Handle handle, UUID user, Instant now) {
    return guarded(() -> UsersSyncTable.markDeleted(handle, user.toString(), now));
  }

  private static <T> T guarded(Supplier<T> statement) {
    try {
      return statement.get();
    } catch (StatementException failed) {
      if (!(failed.getCause() instanceof SQLException cause) || isNotTheTable(cause)) throw failed;
      throw new Unavailable(
          ("neon_auth.users_sync cannot be written (%s: %s), so nothing was changed. Look whether"
                  + " the table was altered, a trigger on it fails, or a right is missing.")
              .formatted(cause.getSQLState(), cause.getMessage()),
          LATER,
          failed);
    }
  }

  private static boolean isNotTheTable(SQLException cause) {
    var state = cause.getSQLState();
    return state == null || NOT_THE_TABLE.contains(state.substring(0, 2));
  }
}
