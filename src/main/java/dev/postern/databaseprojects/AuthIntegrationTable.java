package dev.postern.databaseprojects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Auth projects that were made for branches through the control plane, in home.
final class AuthIntegrationTable {
  private AuthIntegrationTable() {}

  private static AuthIntegration row(ResultSet row, StatementContext context) throws SQLException {
    return new AuthIntegration(
        row.getString("branch_id"),
        row.getObject("auth_project_id", UUID.class),
        row.getLong("database_id"),
        row.getString("state").equals("ready"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  /// Begins one, or takes up the one that was begun; nothing where there is one that is ready.
  static Optional<AuthIntegration> begin(
      Handle handle, String branch, UUID authProject, long database, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO postern_control.auth_integrations AS integration
                   (branch_id, auth_provider, auth_project_id, database_id, state, created_at)
            VALUES (:branch, 'stack', :authProject, :database, 'preparing', :now)
                ON CONFLICT (branch_id, auth_provider)
                DO UPDATE SET state = integration.state
             WHERE integration.state = 'preparing'
            RETURNING branch_id, auth_project_id, database_id, state, created_at
            """)
        .bind("branch", branch)
        .bind("authProject", authProject)
        .bind("database", database)
        .bind("now", now)
        .map(AuthIntegrationTable::row)
        .findOne();
  }

  /// 0 where somebody else was first.
  static int finish(Handle handle, UUID authProject) {
    return handle
        .createUpdate(
            """
            UPDATE postern_control.auth_integrations
               SET state = 'ready'
             WHERE auth_project_id = :authProject
               AND state = 'preparing'
            """)
        .bind("authProject", authProject)
        .execute();
  }

  /// The one of the default branch, once it is ready.
  static Optional<AuthIntegration> findOfProject(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT integrations.branch_id,
                   integrations.auth_project_id,
                   integrations.database_id,
                   integrations.state,
                   integrations.created_at
              FROM postern_control.auth_integrations AS integrations
              JOIN postern_control.branches ON branches.id = integrations.branch_id
             WHERE branches.database_project_id = :project
               AND branches.is_default
               AND integrations.auth_provider = 'stack'
               AND integrations.state = 'ready'
            """)
        .bind("project", project)
        .map(AuthIntegrationTable::row)
        .findOne();
  }
}
