package dev.postern.jobs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The jobs of a store.
final class JobTable {
  private JobTable() {}

  /// Asking again for a job with a key replaces what it was told, wakes it when it is parked, and
  /// lets a run that has begun go on.
  static int put(Handle handle, UUID tenant, Job job, Instant dueAt, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.jobs (tenant_id, id, kind, key, data, due_at, created_at)
            VALUES (:tenant, gen_random_uuid(), :kind, :key, CAST(:data AS jsonb), :dueAt, :now)
                ON CONFLICT (tenant_id, kind, key)
                DO UPDATE SET data = excluded.data,
                              revision = jobs.revision + 1,
                              due_at = CASE WHEN jobs.parked_at IS NULL
                                            THEN least(jobs.due_at, excluded.due_at)
                                            ELSE excluded.due_at END,
                              attempts = 0,
                              parked_at = NULL
            """)
        .bind("tenant", tenant)
        .bind("kind", job.kind())
        .bind("key", job.key())
        .bind("data", job.data())
        .bind("dueAt", dueAt)
        .bind("now", now)
        .execute();
  }

  /// Those that are there stay as they are, but for the parked ones, which are tried again.
  static int begin(Handle handle, UUID tenant, List<String> kinds, Instant dueAt, Instant now) {
    return handle
        .createUpdate(
            """
            INSERT INTO postern.jobs (tenant_id, id, kind, key, data, due_at, created_at)
            SELECT :tenant, gen_random_uuid(), kinds.name, '', '{}', :dueAt, :now
              FROM unnest(CAST(:kinds AS text[])) AS kinds (name)
             ORDER BY kinds.name
                ON CONFLICT (tenant_id, kind, key)
                DO UPDATE SET attempts = 0,
                              parked_at = NULL,
                              due_at = excluded.due_at
                        WHERE jobs.parked_at IS NOT NULL
            """)
        .bind("tenant", tenant)
        .bind("kinds", kinds.toArray(String[]::new))
        .bind("dueAt", dueAt)
        .bind("now", now)
        .execute();
  }

  /// Takes the job that has been due longest and that nobody has.
  static Optional<TakenJob> take(
      Handle handle, List<String> kinds, Instant now, Instant leasedUntil) {
    return handle
        .createQuery(
            """
            WITH next AS (
              SELECT jobs.tenant_id, jobs.id
                FROM postern.jobs
               WHERE jobs.parked_at IS NULL
                 AND jobs.due_at <= :now
                 AND (jobs.leased_until IS NULL OR jobs.leased_until <= :now)
                 AND jobs.kind = ANY (CAST(:kinds AS text[]))
               ORDER BY jobs.due_at
               LIMIT 1
                 FOR NO KEY UPDATE SKIP LOCKED
            )
            UPDATE postern.jobs
               SET lease = jobs.lease + 1,
                   leased_until = :leasedUntil,
                   attempts = jobs.attempts + 1
              FROM next
             WHERE jobs.tenant_id = next.tenant_id
               AND jobs.id = next.id
            RETURNING jobs.tenant_id,
                      jobs.id,
                      jobs.kind,
                      jobs.data,
                      jobs.revision,
                      jobs.lease,
                      jobs.attempts
            """)
        .bind("kinds", kinds.toArray(String[]::new))
        .bind("now", now)
        .bind("leasedUntil", leasedUntil)
        .map(TakenJob::of)
        .findOne();
  }

  /// When the next one may be taken, as far as the first hundred say.
  static Optional<Instant> nextDue(Handle handle, List<String> kinds) {
    return handle
        .createQuery(
            """
            SELECT min(greatest(first.due_at, coalesce(first.leased_until, first.due_at))) AS at
              FROM (SELECT jobs.due_at, jobs.leased_until
                      FROM postern.jobs
                     WHERE jobs.parked_at IS NULL
                       AND jobs.kind = ANY (CAST(:kinds AS text[]))
                     ORDER BY jobs.due_at
                     LIMIT 100) AS first
            HAVING count(*) > 0
            """)
        .bind("kinds", kinds.toArray(String[]::new))
        .map((row, _) -> row.getObject("at", OffsetDateTime.class).toInstant())
        .findOne();
  }

  /// Ends a job that was not asked for again since it was taken.
  static int delete(Handle handle, TakenJob job) {
    return handle
        .createUpdate(
            """
            DELETE FROM postern.jobs
             WHERE tenant_id = :tenant
               AND id = :id
               AND lease = :lease
               AND revision = :revision
            """)
        .bind("tenant", job.tenant())
        .bind("id", job.id())
        .bind("lease", job.lease())
        .bind("revision", job.revision())
        .execute();
  }

  /// Goes on at that time; where it was asked for again, it begins anew instead.
  static int goOn(Handle handle, TakenJob job, Instant at, String data) {
    return handle
        .createUpdate(
            """
            UPDATE postern.jobs
               SET leased_until = NULL,
                   attempts = 0,
                   last_error = NULL,
                   due_at = CASE WHEN revision = :revision THEN :at ELSE due_at END,
                   data = CASE WHEN revision = :revision THEN CAST(:data AS jsonb) ELSE data END
             WHERE tenant_id = :tenant
               AND id = :id
               AND lease = :lease
            """)
        .bind("tenant", job.tenant())
        .bind("id", job.id())
        .bind("lease", job.lease())
        .bind("revision", job.revision())
        .bind("at", at)
        .bind("data", data)
        .execute();
  }

  static int retry(Handle handle, TakenJob job, Instant at, String error) {
    return handle
        .createUpdate(
            """
            UPDATE postern.jobs
               SET leased_until = NULL,
                   last_error = :error,
                   due_at = CASE WHEN revision = :revision THEN :at ELSE due_at END
             WHERE tenant_id = :tenant
               AND id = :id
               AND lease = :lease
            """)
        .bind("tenant", job.tenant())
        .bind("id", job.id())
        .bind("lease", job.lease())
        .bind("revision", job.revision())
        .bind("at", at)
        .bind("error", error)
        .execute();
  }

  static int park(Handle handle, TakenJob job, Instant now, String error) {
    return handle
        .createUpdate(
            """
            UPDATE postern.jobs
               SET leased_until = NULL,
                   last_error = :error,
                   parked_at = CASE WHEN revision = :revision THEN CAST(:now AS timestamptz) END
             WHERE tenant_id = :tenant
               AND id = :id
               AND lease = :lease
            """)
        .bind("tenant", job.tenant())
        .bind("id", job.id())
        .bind("lease", job.lease())
        .bind("revision", job.revision())
        .bind("now", now)
        .bind("error", error)
        .execute();
  }

  /// Lets others take it at once, as if it had not been taken.
  static int giveBack(Handle handle, TakenJob job) {
    return handle
        .createUpdate(
            """
            UPDATE postern.jobs
               SET leased_until = NULL,
                   attempts = greatest(attempts - 1, 0)
             WHERE tenant_id = :tenant
               AND id = :id
               AND lease = :lease
            """)
        .bind("tenant", job.tenant())
        .bind("id", job.id())
        .bind("lease", job.lease())
        .execute();
  }

  static List<UnfinishedJob> list(Handle handle, UUID tenant) {
    return handle
        .createQuery(
            """
            SELECT id,
                   kind,
                   due_at,
                   leased_until IS NOT NULL AS is_taken,
                   attempts,
                   last_error,
                   parked_at IS NOT NULL AS is_parked
              FROM postern.jobs
             WHERE tenant_id = :tenant
             ORDER BY due_at
             LIMIT 1000
            """)
        .bind("tenant", tenant)
        .map(UnfinishedJob::of)
        .list();
  }
}
