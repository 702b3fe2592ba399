package dev.postern.databaseprojects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Branches of database projects and the databases in them, in home.
final class BranchTable {
  private BranchTable() {}

  private static Branch branch(ResultSet row, StatementContext context) throws SQLException {
    return new Branch(
        row.getString("id"),
        row.getString("database_project_id"),
        row.getString("parent_id"),
        row.getString("name"),
        row.getBoolean("is_default"),
        row.getString("endpoint_id"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static Database database(ResultSet row, StatementContext context) throws SQLException {
    return new Database(
        row.getLong("id"),
        row.getString("branch_id"),
        row.getString("name"),
        row.getString("asked_name"),
        row.getString("owner_name"),
        row.getString("runtime_role"),
        row.getObject("store_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  static int insert(Handle handle, Branch branch) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.branches
                   (id, database_project_id, parent_id, name, is_default, endpoint_id,
                    created_at, updated_at)
            VALUES (:id, :project, :parent, :name, :isDefault, :endpoint,
                    :createdAt, :updatedAt)
            """)
        .bind("id", branch.id())
        .bind("project", branch.projectId())
        .bind("parent", branch.parentId())
        .bind("name", branch.name())
        .bind("isDefault", branch.isDefault())
        .bind("endpoint", branch.endpointId())
        .bind("createdAt", branch.createdAt())
        .bind("updatedAt", branch.updatedAt())
        .execute();
  }

  /// The id of the database is given by home.
  static Database insertDatabase(Handle handle, Database database) {
    return handle
        .createQuery(
            """
            INSERT INTO postern_control.databases
                   (branch_id, name, asked_name, owner_name, runtime_role, store_id,
                    created_at, updated_at)
            VALUES (:branch, :name, :askedName, :owner, :runtimeRole, :store,
                    :createdAt, :updatedAt)
            RETURNING id, branch_id, name, asked_name, owner_name, runtime_role, store_id,
                      created_at, updated_at
            """)
        .bind("branch", database.branchId())
        .bind("name", database.name())
        .bind("askedName", database.askedName())
        .bind("owner", database.ownerName())
        .bind("runtimeRole", database.runtimeRole())
        .bind("store", database.storeId())
        .bind("createdAt", database.createdAt())
        .bind("updatedAt", database.updatedAt())
        .map(BranchTable::database)
        .one();
  }

  static List<Branch> list(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT id, database_project_id, parent_id, name, is_default, endpoint_id,
                   created_at, updated_at
              FROM postern_control.branches
             WHERE database_project_id = :project
             ORDER BY created_at, id
            """)
        .bind("project", project)
        .map(BranchTable::branch)
        .list();
  }

  static List<Database> databases(Handle handle, String branch) {
    return handle
        .createQuery(
            """
            SELECT id, branch_id, name, asked_name, owner_name, runtime_role, store_id,
                   created_at, updated_at
              FROM postern_control.databases
             WHERE branch_id = :branch
             ORDER BY id
            """)
        .bind("branch", branch)
        .map(BranchTable::database)
        .list();
  }
}
