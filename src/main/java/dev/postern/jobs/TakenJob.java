package dev.postern.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/// A job that this node has taken, and by which lease.
record TakenJob(
    UUID tenant, UUID id, String kind, String data, int revision, int lease, int attempts) {
  static TakenJob of(ResultSet row, StatementContext context) throws SQLException {
    return new TakenJob(
        row.getObject("tenant_id", UUID.class),
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("data"),
        row.getInt("revision"),
        row.getInt("lease"),
        row.getInt("attempts"));
  }
}
