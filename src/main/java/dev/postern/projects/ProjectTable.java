package dev.postern.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Projects and the stores they live in, in home.
final class ProjectTable {
  private ProjectTable() {}

  /// A project without what hangs on it.
  ///
  /// @param storeId null for the home database
  /// @param connectionString an envelope, of the store that is not home
  record Row(
      String id,
      UUID tenantId,
      @Nullable UUID storeId,
      @Nullable String connectionString,
      boolean publishes,
      String displayName,
      @Nullable UUID ownerTeamId) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getString("id"),
          row.getObject("tenant_id", UUID.class),
          row.getObject("store_id", UUID.class),
          row.getString("connection_string"),
          row.getBoolean("publishes"),
          row.getString("display_name"),
          row.getObject("owner_team_id", UUID.class));
    }
  }

  static Optional<Row> find(Handle handle, String id) {
    return handle
        .createQuery(
            """
            SELECT projects.id,
                   projects.tenant_id,
                   projects.store_id,
                   stores.connection_string,
                   projects.publishes,
                   projects.display_name,
                   projects.owner_team_id
              FROM postern_control.projects
              LEFT JOIN postern_control.stores ON stores.id = projects.store_id
             WHERE projects.id = :id
               AND projects.state = 'ready'
            """)
        .bind("id", id)
        .map(Row::of)
        .findOne();
  }

  /// The id of the project whose users live there; `store` is null for the home database.
  static Optional<String> findIdAt(Handle handle, @Nullable UUID store, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern_control.projects
             WHERE tenant_id = :tenant
               AND store_id IS NOT DISTINCT FROM CAST(:store AS uuid)
               AND state = 'ready'
             ORDER BY created_at, id
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .bind("store", store)
        .mapTo(String.class)
        .findOne();
  }

  /// False where there is such a project already, or another one published in the same place.
  static boolean insert(Handle handle, NewProject project, String state, Instant now) {
    return handle
            .createUpdate(
                """
                INSERT INTO postern_control.projects
                       (id, tenant_id, store_id, publishes, state, display_name, description,
                        owner_team_id, created_at)
                VALUES (:id, :tenant, :store, :publishes, :state, :name, :description,
                        :owner, :now)
                    ON CONFLICT DO NOTHING
                """)
            .bind("id", project.id().value())
            .bind("tenant", project.tenant().value())
            .bind("store", project.storeId())
            .bind("publishes", project.publishes())
            .bind("state", state)
            .bind("name", project.displayName())
            .bind("description", project.description())
            .bind("owner", project.ownerTeam())
            .bind("now", now)
            .execute()
        == 1;
  }

  /// The project that is published in a store; null is home.
  static Optional<String> publisher(Handle handle, @Nullable UUID store) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern_control.projects
             WHERE publishes
               AND store_id IS NOT DISTINCT FROM CAST(:store AS uuid)
            """)
        .bind("store", store)
        .mapTo(String.class)
        .findOne();
  }

  static int setState(Handle handle, ProjectId project, String state) {
    return handle
        .createUpdate(
            """
            UPDATE postern_control.projects
               SET state = :state
             WHERE id = :id
            """)
        .bind("id", project.value())
        .bind("state", state)
        .execute();
  }

  static int setDisplayName(Handle handle, ProjectId project, String name) {
    return handle
        .createUpdate(
            """
            UPDATE postern_control.projects
               SET display_name = :name
             WHERE id = :id
            """)
        .bind("id", project.value())
        .bind("name", name)
        .execute();
  }

  /// All that are ready, oldest first.
  static List<Row> list(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT projects.id,
                   projects.tenant_id,
                   projects.store_id,
                   stores.connection_string,
                   projects.publishes,
                   projects.display_name,
                   projects.owner_team_id
              FROM postern_control.projects
              LEFT JOIN postern_control.stores ON stores.id = projects.store_id
             WHERE projects.state = 'ready'
             ORDER BY projects.created_at, projects.id
            """)
        .map(Row::of)
        .list();
  }

  /// The envelope with the connection string of a store.
  static Optional<String> findStore(Handle handle, UUID id) {
    return handle
        .createQuery(
            """
            SELECT connection_string
              FROM postern_control.stores
             WHERE id = :id
            """)
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /// All stores, with the envelopes of their connection strings.
  static Map<UUID, String> listStores(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, connection_string
              FROM postern_control.stores
            """)
        .setMapKeyColumn("id")
        .setMapValueColumn("connection_string")
        .collectInto(new GenericType<Map<UUID, String>>() {});
  }

  static int insertStore(Handle handle, UUID id, String connectionString, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.stores (id, connection_string, created_at)
            VALUES (:id, :connectionString, :now)
                ON CONFLICT (id) DO UPDATE SET connection_string = excluded.connection_string
            """)
        .bind("id", id)
        .bind("connectionString", connectionString)
        .bind("now", now)
        .execute();
  }

  static List<String> managedBy(Handle handle, List<UUID> teams) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern_control.projects
             WHERE owner_team_id = ANY (CAST(:teams AS uuid[]))
               AND state = 'ready'
             ORDER BY created_at, id
            """)
        .bind("teams", teams.toArray(UUID[]::new))
        .mapTo(String.class)
        .list();
  }

  /// Tells every node that the project has changed.
  static Optional<String> announce(Handle handle, String project) {
    return handle
        .createQuery("SELECT CAST(pg_notify('postern_changes', :project) AS text)")
        .bind("project", project)
        .mapTo(String.class)
        .findOne();
  }
}
