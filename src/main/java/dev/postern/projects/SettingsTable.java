package dev.postern.projects;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The override documents of projects, in home.
final class SettingsTable {
  private SettingsTable() {}

  /// The documents as JSON text, lowest level first.
  static List<String> list(Handle handle, String project) {
    return handle
        .createQuery(
            """
            SELECT CAST(document AS text)
              FROM postern_control.settings
             WHERE project_id = :project
             ORDER BY array_position(ARRAY['project', 'branch', 'environment'], level)
            """)
        .bind("project", project)
        .mapTo(String.class)
        .list();
  }

  /// The document of one level, which nobody else changes until the transaction ends.
  static Optional<String> lock(Handle handle, ProjectId project, String level) {
    return handle
        .createQuery(
            """
            SELECT CAST(document AS text)
              FROM postern_control.settings
             WHERE project_id = :project
               AND level = :level
               FOR UPDATE
            """)
        .bind("project", project.value())
        .bind("level", level)
        .mapTo(String.class)
        .findOne();
  }

  /// Sets the whole document of one level.
  static int put(Handle handle, ProjectId project, String level, String document, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern_control.settings (project_id, level, document, updated_at)
            VALUES (:project, :level, CAST(:document AS jsonb), :now)
                ON CONFLICT (project_id, level)
                DO UPDATE SET document = excluded.document,
                              updated_at = excluded.updated_at
            """)
        .bind("project", project.value())
        .bind("level", level)
        .bind("document", document)
        .bind("now", now)
        .execute();
  }
}
