package dev.postern.users;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The pages of users that jobs walk through, each locked until its transaction ends.
final class UserWalkTable {
  private UserWalkTable() {}

  static List<UUID> page(Handle handle, UUID tenant, @Nullable UUID after, int size) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern.users
             WHERE tenant_id = :tenant
               AND id > coalesce(CAST(:after AS uuid), '00000000-0000-0000-0000-000000000000')
             ORDER BY id
             LIMIT :size
               FOR NO KEY UPDATE
            """)
        .bind("tenant", tenant)
        .bind("after", after)
        .bind("size", size)
        .mapTo(UUID.class)
        .list();
  }

  /// Only those who have selected this team.
  static List<UUID> pageOfTeam(
      Handle handle, UUID tenant, UUID team, @Nullable UUID after, int size) {
    return handle
        .createQuery(
            """
            SELECT users.id
              FROM postern.memberships
              JOIN postern.users ON users.tenant_id = memberships.tenant_id
                                AND users.id = memberships.user_id
             WHERE memberships.tenant_id = :tenant
               AND memberships.team_id = :team
               AND memberships.is_selected
               AND memberships.user_id
                   > coalesce(CAST(:after AS uuid), '00000000-0000-0000-0000-000000000000')
             ORDER BY memberships.user_id
             LIMIT :size
               FOR NO KEY UPDATE OF users
            """)
        .bind("tenant", tenant)
        .bind("team", team)
        .bind("after", after)
        .bind("size", size)
        .mapTo(UUID.class)
        .list();
  }

  /// Anonymous users who were last active before that time. Those whom somebody is changing are
  /// left for another time. Found by when they came, since an index over the last use would have to
  /// be written at each.
  static List<UUID> staleAnonymous(Handle handle, UUID tenant, Instant before, int size) {
    return handle
        .createQuery(
            """
            SELECT id
              FROM postern.users
             WHERE tenant_id = :tenant
               AND is_anonymous
               AND signed_up_at < :before
               AND last_active_at < :before
             ORDER BY signed_up_at
             LIMIT :size
               FOR UPDATE SKIP LOCKED
            """)
        .bind("tenant", tenant)
        .bind("before", before)
        .bind("size", size)
        .mapTo(UUID.class)
        .list();
  }

  /// When the anonymous user who has been here longest came.
  static Optional<Instant> longestHere(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT signed_up_at
              FROM postern.users
             WHERE tenant_id = :tenant
               AND is_anonymous
             ORDER BY signed_up_at
             LIMIT 1
            """)
        .bind("tenant", tenant)
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }
}
