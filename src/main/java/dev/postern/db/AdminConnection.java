package dev.postern.db;

import dev.postern.db.Dialer.Use;
import java.sql.Connection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// A lone connection without a transaction, for what cannot run in one: making, copying and
/// dropping databases and roles. It waits longer than a store's doors do.
public final class AdminConnection implements AutoCloseable {
  private final Connection connection;
  private final Handle handle;

  private AdminConnection(Connection connection) {
    this.connection = connection;
    this.handle = Jdbi.open(connection);
  }

  /// Connects, or says why not with [UnusableConnectionString].
  public static AdminConnection open(ConnectionString where) {
    return new AdminConnection(Dialer.dial(where, Use.ADMINISTRATING));
  }

  public Handle handle() {
    return handle;
  }

  @Override
  public void close() {
    // A handle does not close a connection that it was given.
    handle.close();
    Dialer.close(connection);
  }
}
