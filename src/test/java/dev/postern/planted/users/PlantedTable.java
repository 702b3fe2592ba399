package dev.postern.planted.users;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Statements that cannot be prepared, and two that can.
final class PlantedTable {
  private PlantedTable() {}

  static Query works(Handle handle) {
    return handle.createQuery(
        """
        SELECT id, ':no_parameter' AS text
          FROM neon_auth.users_sync
         WHERE id = :id
           AND (CAST(:name AS text) IS NULL OR name = :name)
           AND created_at::date = CURRENT_DATE
        """);
  }

  static Query worksWhileBranching(Handle handle, boolean ascending) {
    if (ascending) return handle.createQuery("SELECT id FROM neon_auth.users_sync ORDER BY id");
    return handle.createQuery("SELECT id FROM neon_auth.users_sync ORDER BY id DESC");
  }

  static Query misspells(Handle handle) {
    return handle.createQuery("SELECT nmae FROM neon_auth.users_sync WHERE id = :id");
  }

  static Query hidesType(Handle handle) {
    return handle.createQuery(
        "SELECT id FROM neon_auth.users_sync WHERE :name IS NULL OR name = :name");
  }

  static Query putsTogether(Handle handle, String column) {
    return handle.createQuery("SELECT " + column + " FROM neon_auth.users_sync");
  }

  static Query chooses(Handle handle, boolean ascending) {
    return handle.createQuery(
        ascending
            ? "SELECT id FROM neon_auth.users_sync ORDER BY id"
            : "SELECT id FROM neon_auth.users_sync ORDER BY id DESC");
  }
}
