package dev.postern.databaseprojects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Database projects, in home.
final class DatabaseProjectTable {
  private DatabaseProjectTable() {}

  private static DatabaseProject row(ResultSet row, StatementContext context) throws SQLException {
    return new DatabaseProject(
        row.getString("id"),
        row.getString("name"),
        row.getInt("pg_version"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  /// 0 where the id is taken.
  static int insert(Handle handle, DatabaseProject project) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.database_projects
                   (id, name, pg_version, state, created_at, updated_at)
            VALUES (:id, :name, :pgVersion, 'preparing', :createdAt, :updatedAt)
                ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", project.id())
        .bind("name", project.name())
        .bind("pgVersion", project.pgVersion())
        .bind("createdAt", project.createdAt())
        .bind("updatedAt", project.updatedAt())
        .execute();
  }

  static int setState(Handle handle, String id, String state) {
    return handle
        .createUpdate(
            """
            UPDATE postern_control.database_projects
               SET state = :state
             WHERE id = :id
            """)
        .bind("id", id)
        .bind("state", state)
        .execute();
  }

  static int delete(Handle handle, String id) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern_control.database_projects
             WHERE id = :id
            """)
        .bind("id", id)
        .execute();
  }

  static Optional<DatabaseProject> find(Handle handle, String id, String state) {
    return handle
        .createQuery(
            """
            SELECT id, name, pg_version, created_at, updated_at
              FROM postern_control.database_projects
             WHERE id = :id
               AND state = :state
            """)
        .bind("id", id)
        .bind("state", state)
        .map(DatabaseProjectTable::row)
        .findOne();
  }

  /// The newest first, after the one that the cursor names.
  static List<DatabaseProject> list(
      Handle handle, @Nullable ProjectCursor after, @Nullable String search, int limit) {
    return handle
        .createQuery(
            """
            SELECT id, name, pg_version, created_at, updated_at
              FROM postern_control.database_projects
             WHERE state = 'ready'
               AND (CAST(:createdAt AS timestamptz) IS NULL
                    OR (created_at, id) < (CAST(:createdAt AS timestamptz), CAST(:id AS text)))
               AND (CAST(:search AS text) IS NULL
                    OR strpos(lower(name), lower(:search)) > 0
                    OR strpos(id, lower(:search)) > 0)
             ORDER BY created_at DESC, id DESC
             LIMIT :limit
            """)
        .bind("createdAt", after == null ? null : after.createdAt())
        .bind("id", after == null ? null : after.id())
        .bind("search", search)
        .bind("limit", limit)
        .map(DatabaseProjectTable::row)
        .list();
  }
}
