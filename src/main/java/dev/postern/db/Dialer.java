package dev.postern.db;

import dev.postern.db.UnusableConnectionString.Reason;
import dev.postern.errors.Unavailable;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/// Opens connections to one database, each with the settings of [Use] from its very first packet,
/// so that no round trip is spent on them. The pool's source of connections.
final class Dialer implements DataSource {
  /// What a connection is for, and so how long its statements may take.
  enum Use {
    /// A plan is kept while its tables grow, so one that reads all of a small table is no good; and
    /// no statement is worth compiling, not even one that reads a table after all.
    SERVING("10s", "2s", "10s", 15_000, " -c enable_seqscan=off -c jit=off"),
    /// An index over a large table takes its time, yet nobody waits long behind its lock.
    MIGRATING("0", "10s", "0", 0),
    /// Copying a database takes minutes.
    ADMINISTRATING("10min", "10s", "1min", 660_000),
    /// Its reads are bounded by the one who listens.
    LISTENING("10s", "2s", "10s", 15_000);

    private final String options;
    private final int readMillis;

    Use(String statement, String lock, String idle, int readMillis) {
      this(statement, lock, idle, readMillis, "");
    }

    Use(String statement, String lock, String idle, int readMillis, String plans) {
      this.options =
          ("-c statement_timeout=%s -c lock_timeout=%s"
                  + " -c idle_in_transaction_session_timeout=%s -c search_path=%s")
              .formatted(statement, lock, idle, plans);
      this.readMillis = readMillis;
    }
  }

  private static final Driver DRIVER = new Driver();
  private static final int CONNECT_SECONDS = 2;
  private static final int HANDSHAKE_SECONDS = 4;

  private final ConnectionString where;
  private final Use use;
  private final String url;
  private final Properties properties;
  private final Runnable makeRoom;
  private final Reachability reachability;
  private final AtomicReference<@Nullable Connection> ready = new AtomicReference<>();

  /// `makeRoom` closes connections that lie idle elsewhere on the same server.
  Dialer(ConnectionString where, Use use, Reachability reachability, Runnable makeRoom) {
    this.where = where;
    this.use = use;
    this.reachability = reachability;
    this.makeRoom = makeRoom;
    ConnectionString.Jdbc jdbc = where.toJdbc();
    this.url = jdbc.url();
    this.properties = jdbc.properties();
    settle();
  }

  /// A lone connection, outside of any pool.
  static Connection dial(ConnectionString where, Use use) {
    return new Dialer(where, use, Reachability.ofNobody(), () -> {}).dial();
  }

  /// Closes a connection of which nothing more is expected.
  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // The server forgets it by itself.
    }
  }

  private void settle() {
    String theirs = properties.getProperty("options", "");
    // Ours come last, and the last one counts.
    properties.setProperty("options", (theirs + " " + use.options).strip());
    // Spares the driver the question, and a round trip for the application's name.
    properties.setProperty("assumeMinServerVersion", "14");
    // Statements are constants: from its second use on, each is prepared at the server.
    properties.setProperty("prepareThreshold", "1");
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("socketTimeout", String.valueOf(HANDSHAKE_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("gssEncMode", "disable");
  }

  ConnectionString where() {
    return where;
  }

  Reachability reachability() {
    return reachability;
  }

  /// Opens one connection now, or says in our words why that cannot be.
  Connection dial() {
    try {
      return getConnection();
    } catch (SQLException failure) {
      throw UnusableConnectionString.explain(where, failure);
    }
  }

  /// Opens one connection, or says that the store is down.
  Connection probed() {
    try {
      return dial();
    } catch (UnusableConnectionString why) {
      throw new Unavailable(String.valueOf(why.getMessage()), Outage.SOON, why);
    }
  }

  /// Sees whether the server answers again.
  void probe() {
    close(probed());
  }

  /// Keeps an open connection for the next who asks for one.
  void keep(Connection connection) {
    ready.set(connection);
  }

  /// Closes what was kept and nobody asked for.
  void discard() {
    Connection kept = ready.getAndSet(null);
    if (kept != null) close(kept);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection kept = ready.getAndSet(null);
    if (kept != null) return kept;
    try {
      return connected();
    } catch (SQLException failure) {
      UnusableConnectionString why = UnusableConnectionString.explain(where, failure);
      if (why.reason() != Reason.FULL) {
        reachability.failed(why);
        throw failure;
      }
      makeRoom.run();
      return connected();
    }
  }

  private Connection connected() throws SQLException {
    Connection connection = DRIVER.connect(url, properties);
    if (connection == null) throw new SQLException("The driver does not take " + url);
    connection.setNetworkTimeout(Runnable::run, use.readMillis);
    reachability.succeeded();
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The role is part of the connection string");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return CONNECT_SECONDS;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Logged through SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) return type.cast(this);
    throw new SQLException("Not a " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
