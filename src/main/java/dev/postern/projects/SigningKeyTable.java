package dev.postern.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Signing keys of projects, in home.
final class SigningKeyTable {
  private SigningKeyTable() {}

  /// A key as it lies there: an envelope.
  record Row(Audience audience, String kid, String privateJwk) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          Audience.valueOf(row.getString("audience")),
          row.getString("kid"),
          row.getString("private_jwk"));
    }
  }

  /// Newest first.
  static List<Row> list(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT upper(audience) AS audience, kid, private_jwk
              FROM postern_control.signing_keys
             WHERE project_id = :project
             ORDER BY created_at DESC, kid
            """)
        .bind("project", project)
        .map(Row::of)
        .list();
  }

  static int insert(Handle handle, ProjectId project, Row key, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.signing_keys
                   (project_id, audience, kid, private_jwk, created_at)
            VALUES (:project, lower(:audience), :kid, :privateJwk, :now)
            """)
        .bind("project", project.value())
        .bind("audience", key.audience().name())
        .bind("kid", key.kid())
        .bind("privateJwk", key.privateJwk())
        .bind("now", now)
        .execute();
  }
}
