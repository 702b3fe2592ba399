package dev.postern.databases;

import dev.postern.db.ConnectionString;

/// Where a customer finds a database and who they are there. Secret: it has the password.
public record DatabaseAddress(ConnectionString where) {
  private static final int USUAL_PORT = 5432;

  /// Not every driver knows the shorter `postgres://`.
  private static final String SCHEME = "postgresql";

  /// What the customer pastes into an app: `postgresql://owner:password@host:port/database`.
  public String uri() {
    var revealed = where.reveal();
    return SCHEME + revealed.substring(revealed.indexOf(':'));
  }

  /// The server, with its port where that is not the usual one, since clients make URIs of it.
  public String host() {
    return where.port() == USUAL_PORT ? where.host() : where.server();
  }

  public String database() {
    return where.database();
  }

  public String role() {
    return where.user();
  }

  /// The password in clear.
  public String revealPassword() {
    return where.password();
  }

  @Override
  public String toString() {
    return where.toString();
  }
}
