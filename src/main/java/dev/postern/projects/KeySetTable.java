package dev.postern.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Key sets of projects, in home.
final class KeySetTable {
  private KeySetTable() {}

  private static KeySet row(ResultSet row, StatementContext context) throws SQLException {
    var revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
    return new KeySet(
        row.getObject("id", UUID.class),
        row.getBytes("publishable_hash"),
        row.getBytes("secret_hash"),
        row.getBytes("admin_hash"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        revokedAt == null ? null : revokedAt.toInstant());
  }

  static List<KeySet> list(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT id, publishable_hash, secret_hash, admin_hash, expires_at, revoked_at
              FROM postern_control.key_sets
             WHERE project_id = :project
             ORDER BY created_at DESC, id
            """)
        .bind("project", project)
        .map(KeySetTable::row)
        .list();
  }

  /// Where a key is in use already.
  record InUse(String project, boolean isGood) {
    static InUse of(ResultSet row, StatementContext context) throws SQLException {
      return new InUse(row.getString("project_id"), row.getBoolean("is_good"));
    }
  }

  /// The sets that are this one or have one of its keys.
  static List<InUse> listLike(Handle handle, NewKeySet set, Instant now) {
    return handle
        .createQuery(
            """
            SELECT project_id,
                   revoked_at IS NULL AND expires_at > :now AS is_good
              FROM postern_control.key_sets
             WHERE id = :id
                OR publishable_hash = :publishableHash
                OR secret_hash = :secretHash
                OR admin_hash = :adminHash
             ORDER BY project_id
            """)
        .bind("id", set.id())
        .bind("publishableHash", set.publishable().hash())
        .bind("secretHash", set.secret().hash())
        .bind("adminHash", set.admin().hash())
        .bind("now", now)
        .map(InUse::of)
        .list();
  }

  /// 0 where there is such a set already, or one that has one of its keys.
  static int insert(Handle handle, ProjectId project, NewKeySet set, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.key_sets
                   (project_id, id, description,
                    publishable_hash, publishable_last_four,
                    secret_hash, secret_last_four,
                    admin_hash, admin_last_four,
                    created_at, expires_at)
            VALUES (:project, :id, :description,
                    :publishableHash, :publishableLastFour,
                    :secretHash, :secretLastFour,
                    :adminHash, :adminLastFour,
                    :now, :expiresAt)
                ON CONFLICT DO NOTHING
            """)
        .bind("project", project.value())
        .bind("id", set.id())
        .bind("description", set.description())
        .bind("publishableHash", set.publishable().hash())
        .bind("publishableLastFour", set.publishable().lastFour())
        .bind("secretHash", set.secret().hash())
        .bind("secretLastFour", set.secret().lastFour())
        .bind("adminHash", set.admin().hash())
        .bind("adminLastFour", set.admin().lastFour())
        .bind("now", now)
        .bind("expiresAt", set.expiresAt())
        .execute();
  }
}
