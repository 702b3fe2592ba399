package dev.postern.db;

import dev.postern.errors.Unavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Tells what Postgres cannot do right now from what is a defect of ours, by SQLSTATE.
final class Outage {
  static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);
  // The driver prepares and never takes away; a trigger of the customer's can.
  private static final String STATEMENT_GONE = "26000";

  private Outage() {}

  /// The same failure, or the outage that it is.
  static RuntimeException explain(String store, Door door, JdbiException failure) {
    String state = state(failure);
    return reason(state, door)
        .<RuntimeException>map(why -> new Unavailable(store + ": " + why, wait(state), failure))
        .orElse(failure);
  }

  /// Whether the same transaction may well succeed when it is run again: after a deadlock or a
  /// conflict, and where it looked for a row that another transaction has inserted since.
  static boolean mayPass(JdbiException failure) {
    String state = state(failure);
    return isConflict(state) || state.equals("23505");
  }

  /// Whether a connection that has said this is of no more use, though the driver thinks it is.
  static boolean spoils(String state, boolean reading) {
    // Read-only without our asking: a standby by now, and a new connection may find the primary.
    if (state.equals("25006")) return !reading;
    return state.startsWith("57P") || state.equals("25P03") || state.equals(STATEMENT_GONE);
  }

  static String state(JdbiException failure) {
    @Nullable SQLException said = said(failure);
    return said == null ? "" : state(said);
  }

  static String state(SQLException failure) {
    return String.valueOf(failure.getSQLState());
  }

  private static boolean isConflict(String state) {
    return state.equals("40001") || state.equals("40P01");
  }

  private static Duration wait(String state) {
    return isConflict(state) || state.equals("55P03") ? SOON : LATER;
  }

  private static Optional<String> reason(String state, Door door) {
    if (isConflict(state)) return Optional.of("gave up after repeated deadlocks or conflicts");
    if (state.startsWith("08")) return Optional.of("the connection was lost");
    if (state.startsWith("57P")) return Optional.of("Postgres ended the connection");
    return switch (state) {
      case "53100" -> Optional.of("the disk of Postgres is full");
      case "53200" -> Optional.of("Postgres is out of memory");
      case "53300" -> Optional.of("Postgres has no connection left");
      case "53000", "53400" -> Optional.of("Postgres is out of a resource");
      case "57014" -> Optional.of("a statement took too long and was cancelled");
      case "55P03" -> Optional.of("a lock was not free in time");
      case "25P03" -> Optional.of("a transaction was idle for too long and was ended");
      case STATEMENT_GONE -> Optional.of("a trigger took the driver's statements away");
      // Behind the door `read` this is what we asked for, and so a defect of ours.
      case "25006" ->
          door == Door.READ
              ? Optional.empty()
              : Optional.of("the database is read-only, as a standby is");
      default -> Optional.empty();
    };
  }

  private static @Nullable SQLException said(JdbiException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
      if (cause instanceof SQLException sql) return sql;
    return null;
  }
}
