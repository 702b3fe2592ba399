package dev.postern.databases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// What a database that is to be attached holds already.
final class UsersSyncShapeTable {
  private UsersSyncShapeTable() {}

  /// A column as the catalog describes it.
  record Column(String name, String type, boolean isRequired, boolean isGenerated) {
    static Column of(ResultSet row, StatementContext context) throws SQLException {
      return new Column(
          row.getString("attname"),
          row.getString("type"),
          row.getBoolean("attnotnull"),
          row.getBoolean("is_generated"));
    }

    @Override
    public String toString() {
      return name
          + " "
          + type
          + (isGenerated ? " generated" : "")
          + (isRequired ? " NOT NULL" : "");
    }
  }

  static List<Column> columns(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT attname,
                   pg_catalog.format_type(atttypid, atttypmod) AS type,
                   attnotnull,
                   attgenerated <> '' AS is_generated
              FROM pg_catalog.pg_attribute
              JOIN pg_catalog.pg_class ON pg_class.oid = attrelid
              JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
             WHERE nspname = 'neon_auth'
               AND relname = 'users_sync'
               AND attnum > 0
               AND NOT attisdropped
             ORDER BY attnum
            """)
        .map(Column::of)
        .list();
  }

  /// Whether a user has one row at most.
  static boolean idIsUnique(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (
                     SELECT
                       FROM pg_catalog.pg_index
                       JOIN pg_catalog.pg_attribute ON attrelid = indrelid
                                                   AND attnum = indkey[0]
                       JOIN pg_catalog.pg_class ON pg_class.oid = indrelid
                       JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
                      WHERE nspname = 'neon_auth'
                        AND relname = 'users_sync'
                        AND indisunique
                        AND indnkeyatts = 1
                        AND indpred IS NULL
                        AND attname = 'id')
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /// Whether the function that writes users is there.
  static boolean hasPublisher(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT
                             FROM pg_catalog.pg_proc
                             JOIN pg_catalog.pg_namespace ON pg_namespace.oid = pronamespace
                            WHERE nspname = 'postern_publisher'
                              AND proname = 'write')
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /// Whether the function that writes users has all the rights it needs, and we may call it. It and
  /// the table must be there.
  static boolean mayPublish(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT has_schema_privilege(publisher.oid, 'USAGE')
                     AND has_function_privilege(pg_proc.oid, 'EXECUTE')
                     AND has_schema_privilege(proowner, published.oid, 'USAGE')
                     AND has_table_privilege(proowner, pg_class.oid, 'SELECT')
                     AND has_table_privilege(proowner, pg_class.oid, 'INSERT')
                     AND has_table_privilege(proowner, pg_class.oid, 'UPDATE')
              FROM pg_catalog.pg_namespace AS publisher
              JOIN pg_catalog.pg_proc ON pronamespace = publisher.oid
             CROSS JOIN pg_catalog.pg_namespace AS published
              JOIN pg_catalog.pg_class ON relnamespace = published.oid
             WHERE publisher.nspname = 'postern_publisher'
               AND proname = 'write'
               AND published.nspname = 'neon_auth'
               AND relname = 'users_sync'
            """)
        .mapTo(Boolean.class)
        .one();
  }

  static boolean mayCreateSchemas(Handle handle) {
    return handle
        .createQuery("SELECT has_database_privilege(current_database(), 'CREATE')")
        .mapTo(Boolean.class)
        .one();
  }

  static boolean isStore(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT
                             FROM pg_catalog.pg_tables
                            WHERE schemaname = 'postern'
                              AND tablename = 'store')
            """)
        .mapTo(Boolean.class)
        .one();
  }

  /// The id of the store that this database is; it must be one.
  static Optional<UUID> storeId(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT store_id
              FROM postern.store
            """)
        .mapTo(UUID.class)
        .findOne();
  }
}
