package dev.postern.images;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Images, in the store of their project.
final class ImageTable {
  private ImageTable() {}

  /// An image as it is kept.
  record Row(UUID id, String folder, ImageFormat format, byte[] data) {
    static Row of(ResultSet row, StatementContext context) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("folder"),
          ImageFormat.named(row.getString("format")),
          row.getBytes("data"));
    }
  }

  static int insert(Handle handle, UUID tenant, UUID user, Row image, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.images
                   (tenant_id, id, folder, user_id, format, data, created_at)
            VALUES (:tenant, :id, :folder, :user, :format, :data, :now)
            """)
        .bind("tenant", tenant)
        .bind("id", image.id())
        .bind("folder", image.folder())
        .bind("user", user)
        .bind("format", image.format().fileName())
        .bind("data", image.data())
        .bind("now", now)
        .execute();
  }

  static Optional<Row> find(Handle handle, UUID tenant, UUID id) {
    return handle
        .createQuery(
            """
            SELECT id, folder, format, data
              FROM postern.images
             WHERE tenant_id = :tenant
               AND id = :id
            """)
        .bind("tenant", tenant)
        .bind("id", id)
        .map(Row::of)
        .findOne();
  }

  static int deleteOf(Handle handle, UUID tenant, UUID user, String folder) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.images
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND folder = :folder
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("folder", folder)
        .execute();
  }
}
