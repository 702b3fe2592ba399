package dev.postern.teams;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Teams and memberships.
final class TeamTable {
  private TeamTable() {}

  static int insert(Handle handle, UUID tenant, UUID team, String displayName, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.teams (tenant_id, id, display_name, created_at)
            VALUES (:tenant, :team, :displayName, :now)
            """)
        .bind("tenant", tenant)
        .bind("team", team)
        .bind("displayName", displayName)
        .bind("now", now)
        .execute();
  }

  static int insertSelectedMember(Handle handle, UUID tenant, UUID team, UUID user, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.memberships
                   (tenant_id, team_id, user_id, is_selected, created_at)
            VALUES (:tenant, :team, :user, true, :now)
            """)
        .bind("tenant", tenant)
        .bind("team", team)
        .bind("user", user)
        .bind("now", now)
        .execute();
  }

  /// Renames the teams that the user has been in from their beginning, as whoever made them has.
  static int renameOwn(Handle handle, UUID tenant, UUID user, String from, String to) {
    return handle
        .createUpdate(
            """
            UPDATE postern.teams
               SET display_name = :to
             WHERE tenant_id = :tenant
               AND display_name = :from
               AND EXISTS (SELECT
                             FROM postern.memberships
                            WHERE memberships.tenant_id = teams.tenant_id
                              AND memberships.team_id = teams.id
                              AND memberships.user_id = :user
                              AND memberships.created_at <= teams.created_at)
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("from", from)
        .bind("to", to)
        .execute();
  }

  static int deselect(Handle handle, UUID tenant, UUID user) {
    return handle
        .createUpdate(
            """
            UPDATE postern.memberships
               SET is_selected = false
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND is_selected
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .execute();
  }

  static int select(Handle handle, UUID tenant, UUID user, UUID team) {
    return handle
        .createUpdate(
            """
            UPDATE postern.memberships
               SET is_selected = true
             WHERE tenant_id = :tenant
               AND user_id = :user
               AND team_id = :team
            """)
        .bind("tenant", tenant)
        .bind("user", user)
        .bind("team", team)
        .execute();
  }
}
