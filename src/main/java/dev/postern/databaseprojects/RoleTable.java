package dev.postern.databaseprojects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Roles of database projects, in home.
final class RoleTable {
  private RoleTable() {}

  /// A role with its password sealed.
  record Row(String name, String askedName, String password, Instant createdAt, Instant updatedAt) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getString("name"),
          row.getString("asked_name"),
          row.getString("password"),
          row.getObject("created_at", OffsetDateTime.class).toInstant(),
          row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    /// Whether this is what somebody means by a name.
    boolean isCalled(String either) {
      return name.equals(either) || askedName.equals(either);
    }
  }

  static int insert(Handle handle, String project, Row role) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.roles
                   (database_project_id, name, asked_name, password, created_at, updated_at)
            VALUES (:project, :name, :askedName, :password, :createdAt, :updatedAt)
            """)
        .bind("project", project)
        .bind("name", role.name())
        .bind("askedName", role.askedName())
        .bind("password", role.password())
        .bind("createdAt", role.createdAt())
        .bind("updatedAt", role.updatedAt())
        .execute();
  }

  static List<Row> list(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT name, asked_name, password, created_at, updated_at
              FROM postern_control.roles
             WHERE database_project_id = :project
             ORDER BY created_at, name
            """)
        .bind("project", project)
        .map(Row::of)
        .list();
  }
}
