package dev.postern.controlplane;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;

/// A key by which somebody calls the control plane.
record ApiKey(long id, String name) {
  static ApiKey of(ResultSet row, StatementContext context) throws SQLException {
    return new ApiKey(row.getLong("id"), row.getString("name"));
  }
}
