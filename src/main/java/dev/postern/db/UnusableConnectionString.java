package dev.postern.db;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A connection string that cannot be used, and why. The message is for people and never has the
/// password in it.
public final class UnusableConnectionString extends RuntimeException {
  /// What is wrong with it.
  public enum Reason {
    SYNTAX,
    NAME,
    PORT,
    SILENCE,
    PASSWORD,
    TLS,
    DATABASE,
    RIGHT,
    VERSION,
    POOLER,
    READ_ONLY,
    FULL,
    OTHER
  }

  private final Reason reason;

  UnusableConnectionString(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  private UnusableConnectionString(Reason reason, String message, SQLException cause) {
    super(message, cause);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /// Why the driver could not connect, in our words.
  static UnusableConnectionString explain(ConnectionString where, SQLException failure) {
    Reason reason = reason(failure);
    return new UnusableConnectionString(reason, words(reason, where, failure), failure);
  }

  private static Reason reason(SQLException failure) {
    String said = String.valueOf(failure.getMessage());
    return switch (String.valueOf(failure.getSQLState())) {
      case "28P01" -> Reason.PASSWORD;
      case "28000" -> said.contains("pg_hba.conf") ? Reason.TLS : Reason.PASSWORD;
      case "3D000" -> Reason.DATABASE;
      case "42501" -> Reason.RIGHT;
      case "53300" -> Reason.FULL;
      case "57P03" -> Reason.SILENCE;
      default ->
          said.contains("unsupported startup parameter")
              ? Reason.POOLER
              : reasonOfCause(failure, said);
    };
  }

  private static Reason reasonOfCause(SQLException failure, String said) {
    for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _ -> {
          return Reason.NAME;
        }
        case SocketTimeoutException _, NoRouteToHostException _ -> {
          return Reason.SILENCE;
        }
        case ConnectException _ -> {
          return Reason.PORT;
        }
        case SSLException _ -> {
          return Reason.TLS;
        }
        default -> {}
      }
    }
    if (said.contains("SSL") || said.contains("certificate")) return Reason.TLS;
    return said.contains("password") ? Reason.PASSWORD : Reason.OTHER;
  }

  private static String words(Reason reason, ConnectionString where, SQLException failure) {
    String server = where.server();
    return switch (reason) {
      case NAME -> "The name %s does not resolve.".formatted(where.host());
      case PORT -> "%s refuses connections: is Postgres running on that port?".formatted(server);
      case SILENCE -> "%s does not answer in time.".formatted(server);
      case PASSWORD ->
          "%s does not let %s in: wrong user or password.".formatted(server, where.user());
      case TLS -> "No agreement on TLS with %s: %s".formatted(server, failure.getMessage());
      case DATABASE -> "%s has no database named %s.".formatted(server, where.database());
      case RIGHT ->
          "%s may not connect to the database %s.".formatted(where.user(), where.database());
      case FULL -> "%s has no connection left for us.".formatted(server);
      case POOLER ->
          ("%s is a connection pooler that refuses the settings Postern's connections start with."
                  + " Use the direct address of the database.")
              .formatted(server);
      case SYNTAX, VERSION, READ_ONLY, OTHER ->
          "%s cannot be used: %s".formatted(server, failure.getMessage());
    };
  }
}
