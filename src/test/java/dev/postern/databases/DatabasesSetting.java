package dev.postern.databases;

import dev.postern.clock.Clock;
import dev.postern.crypto.Keyring;
import dev.postern.crypto.MasterKey;
import dev.postern.crypto.SecureToken;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.jobs.Jobs;
import dev.postern.projects.ProjectDesk;
import dev.postern.server.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// A fresh home, an administrator who is no superuser, and what databases are made by.
public final class DatabasesSetting implements AutoCloseable {
  public final SecureToken tokens = new SecureToken();
  public final Clock clock = Clock.system();
  public final ConnectionString home = newDatabase();
  public final Stores stores =
      new Stores(
          home, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock);
  public final Keyring keyring = new Keyring(MasterKey.generate(tokens), tokens);
  public final Jobs jobs = new Jobs(List.of(), clock);
  public final ProjectDesk desk = ProjectDesk.of(stores, keyring, jobs, tokens, clock);
  public final ConnectionString administrator = newRole("CREATEDB CREATEROLE", home);
  public final CreateDatabase create = new CreateDatabase(administrator, desk.stores(), tokens);
  public final AttachDatabase attach = new AttachDatabase(stores, desk.stores(), tokens);

  public static ConnectionString newDatabase() {
    return ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
  }

  /// A role with these attributes, which may connect to that database.
  ConnectionString newRole(String attributes, ConnectionString where) {
    var name = "role_" + tokens.token(50);
    superuser(where, "CREATE ROLE %s LOGIN PASSWORD 'secret' %s".formatted(name, attributes));
    return where.withUser(name, "secret");
  }

  NewDatabase newDatabase(String name) {
    var words = tokens.token(50);
    return new NewDatabase(
        name + "_" + words,
        new NewDatabase.Owner("owner_" + words, tokens.token(100)),
        "postern_" + words,
        UUID.randomUUID());
  }

  /// Runs a statement behind the product's back, as the superuser.
  public static void superuser(ConnectionString where, String statement) {
    try (var connection = TestPostgres.shared().connect(where.database());
        var running = connection.createStatement()) {
      running.execute(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static Connection connect(ConnectionString where) throws SQLException {
    var jdbc = where.toJdbc();
    return DriverManager.getConnection(jdbc.url(), jdbc.properties());
  }

  /// The one value of a query, asked by that role.
  public static String ask(ConnectionString where, String query) throws SQLException {
    try (var connection = connect(where);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void run(ConnectionString where, String command) throws SQLException {
    try (var connection = connect(where);
        var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
