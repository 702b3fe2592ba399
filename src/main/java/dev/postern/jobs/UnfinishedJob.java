package dev.postern.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A job as an operator sees it.
///
/// @param isTaken whether a node has it right now, or had when it died
/// @param isParked whether it has failed too often to be run again by itself
public record UnfinishedJob(
    UUID id,
    String kind,
    Instant dueAt,
    boolean isTaken,
    int attempts,
    @Nullable String lastError,
    boolean isParked) {
  static UnfinishedJob of(ResultSet row, StatementContext context) throws SQLException {
    return new UnfinishedJob(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("is_taken"),
        row.getInt("attempts"),
        row.getString("last_error"),
        row.getBoolean("is_parked"));
  }
}
