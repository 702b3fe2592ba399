package dev.postern.databases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// What a Postgres server says of its roles and databases, and of the one we are in.
final class ServerTable {
  private ServerTable() {}

  /// The role we are, and the server it is on.
  record Administrator(
      boolean superuser, boolean createsRoles, boolean createsDatabases, int majorVersion) {
    static Administrator of(ResultSet row, StatementContext context) throws SQLException {
      return new Administrator(
          row.getBoolean("rolsuper"),
          row.getBoolean("rolcreaterole"),
          row.getBoolean("rolcreatedb"),
          row.getInt("major_version"));
    }

    boolean mayMakeDatabases() {
      return superuser || (createsRoles && createsDatabases);
    }
  }

  static Administrator administrator(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT rolsuper,
                   rolcreaterole,
                   rolcreatedb,
                   CAST(current_setting('server_version_num') AS integer) / 10000 AS major_version
              FROM pg_catalog.pg_roles
             WHERE rolname = session_user
            """)
        .map(Administrator::of)
        .one();
  }

  /// The comment on a role, empty where it has none; nothing where there is no such role.
  static Optional<String> roleComment(Handle handle, String role) {
    return handle
        .createQuery(
            """
            SELECT COALESCE(pg_catalog.shobj_description(oid, 'pg_authid'), '') AS mark
              FROM pg_catalog.pg_roles
             WHERE rolname = :role
            """)
        .bind("role", role)
        .mapTo(String.class)
        .findOne();
  }

  static Optional<String> ownerOfDatabase(Handle handle, String database) {
    return handle
        .createQuery(
            """
            SELECT pg_catalog.pg_get_userbyid(datdba)
              FROM pg_catalog.pg_database
             WHERE datname = :database
            """)
        .bind("database", database)
        .mapTo(String.class)
        .findOne();
  }

  /// One at a time for each name, until the connection ends.
  static Optional<String> lock(Handle handle, String name) {
    return handle
        .createQuery(
            """
            SELECT CAST(pg_catalog.pg_advisory_lock(
                          pg_catalog.hashtextextended(:name, 0)) AS text)
            """)
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  /// A command with names and literals quoted by Postgres itself.
  static String format(Handle handle, String template, String... parts) {
    return handle
        .createQuery(
            """
            SELECT pg_catalog.format(CAST(:template AS text), VARIADIC CAST(:parts AS text[]))
            """)
        .bind("template", template)
        .bind("parts", parts)
        .mapTo(String.class)
        .one();
  }
}
