package dev.postern;

import dev.postern.clock.Clock;
import dev.postern.db.ConnectionString;
import dev.postern.db.Migrations;
import dev.postern.db.StatementObserver;
import dev.postern.db.Stores;
import dev.postern.server.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the migrations add up to, as one file. It is read from the catalog of a migrated database,
/// since no dump program of the right version may be at hand.
@Tag("golden")
class SchemaReferenceTest {
  private static final String HEAD =
      """
      -- The schema as the migrations leave it: home has all of it, an attached database has
      -- postern and neon_auth. Written from the catalog; nothing runs this file.
      """;

  private static final String SCHEMAS =
      """
      SELECT format(E'\\nCREATE SCHEMA %I;\\n', nspname)
             || CASE WHEN obj_description(oid, 'pg_namespace') IS NULL THEN ''
                     ELSE format(E'COMMENT ON SCHEMA %I IS %L;\\n', nspname,
                                 obj_description(oid, 'pg_namespace'))
                END
        FROM pg_namespace
       WHERE nspname IN ('postern', 'postern_control', 'neon_auth')
       ORDER BY nspname
      """;

  private static final String TABLES =
      """
      WITH tables AS (
        SELECT pg_class.oid, format('%I.%I', nspname, relname) AS name, reloptions
          FROM pg_class
          JOIN pg_namespace ON pg_namespace.oid = relnamespace
         WHERE nspname IN ('postern', 'postern_control', 'neon_auth')
           AND relkind IN ('r', 'p')
           AND relname <> 'schema_history'
      )
      SELECT format(E'\\nCREATE TABLE %s (\\n', name)
             || (SELECT string_agg(line, E',\\n' ORDER BY place, line)
                   FROM (SELECT attnum::int AS place,
                                format('  %I %s', attname, format_type(atttypid, atttypmod))
                                || CASE WHEN attgenerated = 's'
                                        THEN format(' GENERATED ALWAYS AS (%s) STORED',
                                                    pg_get_expr(adbin, adrelid))
                                        ELSE coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid),
                                                      '')
                                   END
                                || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END AS line
                           FROM pg_attribute
                           LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                          WHERE attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
                          UNION ALL
                         SELECT 10000 + position(contype::text IN 'pufc'),
                                format('  CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
                           FROM pg_constraint
                          WHERE conrelid = tables.oid AND contype IN ('p', 'u', 'f', 'c')) AS lines)
             || E'\\n)'
             || coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', '')
             || E';\\n'
             || coalesce((SELECT string_agg(pg_get_indexdef(indexrelid) || E';\\n', ''
                                            ORDER BY indexrelid::regclass::text)
                            FROM pg_index
                           WHERE indrelid = tables.oid
                             AND NOT EXISTS (SELECT FROM pg_constraint
                                              WHERE conindid = indexrelid
                                                AND conrelid = tables.oid)), '')
             || CASE WHEN obj_description(oid, 'pg_class') IS NULL THEN ''
                     ELSE format(E'COMMENT ON TABLE %s IS %L;\\n', name,
                                 obj_description(oid, 'pg_class'))
                END
             || coalesce((SELECT string_agg(format(E'COMMENT ON COLUMN %s.%I IS %L;\\n', name,
                                                   attname, col_description(attrelid, attnum)), ''
                                            ORDER BY attnum)
                            FROM pg_attribute
                           WHERE attrelid = tables.oid
                             AND col_description(attrelid, attnum) IS NOT NULL), '')
        FROM tables
       ORDER BY name
      """;

  @Test
  void the_schema_is_what_is_checked_in() throws Exception {
    try (var connection = migrated()) {
      Golden.file("docs/generated/schema.sql")
          .is(HEAD + all(connection, SCHEMAS) + all(connection, TABLES));
    }
  }

  private static String all(Connection connection, String query) throws SQLException {
    var all = new StringBuilder();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) all.append(rows.getString(1));
    }
    return all.toString();
  }

  private static Connection migrated() throws Exception {
    var url = ConnectionString.parse(TestPostgres.shared().newDatabaseUrl());
    var clock = Clock.system();
    new Stores(url, Stores.Limits.USUAL, Migrations.shipped(clock), StatementObserver.NONE, clock)
        .close();
    var connection = TestPostgres.shared().connect(url.database());
    try (var statement = connection.createStatement()) {
      statement.execute(Files.readString(Path.of("src/main/resources/db/users_sync.sql")));
      statement.execute("CREATE SCHEMA postern_publisher");
      statement.execute(Files.readString(Path.of("src/main/resources/db/publisher.sql")));
    }
    return connection;
  }
}
