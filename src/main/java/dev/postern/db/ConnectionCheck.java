package dev.postern.db;

import dev.postern.db.Dialer.Use;
import dev.postern.db.UnusableConnectionString.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// What trying a connection string has shown.
public sealed interface ConnectionCheck {
  int OLDEST_MAJOR = 14;

  /// It can be used. A superuser's string deserves a warning: triggers of the customer's tables
  /// would run with the rights of a superuser.
  record Usable(int majorVersion, boolean superuser) implements ConnectionCheck {}

  /// It cannot be used; the message says why and has no password in it.
  record Unusable(Reason reason, String message) implements ConnectionCheck {}

  /// Connects once and looks at what the server says of itself; no statement is sent.
  static ConnectionCheck of(ConnectionString where) {
    try (Connection connection = Dialer.dial(where, Use.SERVING)) {
      return of(where, connection);
    } catch (UnusableConnectionString why) {
      return new Unusable(why.reason(), String.valueOf(why.getMessage()));
    } catch (SQLException failure) {
      var why = UnusableConnectionString.explain(where, failure);
      return new Unusable(why.reason(), String.valueOf(why.getMessage()));
    }
  }

  /// The same for an open connection.
  static ConnectionCheck of(ConnectionString where, Connection connection) throws SQLException {
    PGConnection session = connection.unwrap(PGConnection.class);
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < OLDEST_MAJOR)
      return new Unusable(
          Reason.VERSION,
          "%s runs Postgres %d; Postern needs %d or newer."
              .formatted(where.server(), major, OLDEST_MAJOR));
    if ("on".equals(session.getParameterStatus("in_hot_standby")))
      return new Unusable(
          Reason.READ_ONLY, "%s is a standby and read-only.".formatted(where.server()));
    return new Usable(major, "on".equals(session.getParameterStatus("is_superuser")));
  }
}
