CREATE OR REPLACE FUNCTION postern_publisher.write(
  act text, ids text[], documents jsonb[], moments timestamptz[]
) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
#variable_conflict use_variable
DECLARE
  target CONSTANT oid = to_regclass('neon_auth.users_sync');
  updated_before CONSTANT bigint = pg_stat_get_xact_tuples_updated(target);
  written bigint = 0;
  keys_stay boolean = true;
  leftover text;
BEGIN
  CASE act
  WHEN 'put' THEN
    WITH changed AS (
      UPDATE neon_auth.users_sync
         SET raw_json = documents[1],
             updated_at = moments[1]
       WHERE users_sync.id = ids[1]
      RETURNING users_sync.id IS NOT DISTINCT FROM ids[1] AS keeps_key
    )
    SELECT count(*), bool_and(changed.keeps_key) INTO written, keys_stay FROM changed;
    IF written = 0 THEN
      INSERT INTO neon_auth.users_sync (raw_json) VALUES (documents[1]);
      IF NOT FOUND THEN
        RAISE EXCEPTION 'a trigger or rule on neon_auth.users_sync keeps a row out';
      END IF;
    END IF;
  WHEN 'refresh' THEN
    WITH changed AS (
      UPDATE neon_auth.users_sync
         SET raw_json = fresh.document,
             updated_at = moments[1]
        FROM unnest(ids, documents) AS fresh (user_id, document)
       WHERE users_sync.id = fresh.user_id
         AND users_sync.deleted_at IS NULL
         AND users_sync.raw_json - 'last_active_at_millis'
             IS DISTINCT FROM fresh.document - 'last_active_at_millis'
      RETURNING users_sync.id IS NOT DISTINCT FROM fresh.user_id AS keeps_key
    )
    SELECT count(*), bool_and(changed.keeps_key) INTO written, keys_stay FROM changed;
  WHEN 'add' THEN
    INSERT INTO neon_auth.users_sync (raw_json)
    SELECT fresh.document
      FROM unnest(ids, documents) AS fresh (user_id, document)
     WHERE NOT EXISTS (SELECT FROM neon_auth.users_sync WHERE users_sync.id = fresh.user_id);
  WHEN 'mark deleted' THEN
    WITH changed AS (
      UPDATE neon_auth.users_sync
         SET deleted_at = moments[1]
       WHERE users_sync.id = ids[1]
         AND users_sync.deleted_at IS NULL
      RETURNING users_sync.id IS NOT DISTINCT FROM ids[1] AS keeps_key
    )
    SELECT count(*), bool_and(changed.keeps_key) INTO written, keys_stay FROM changed;
  WHEN 'note last use' THEN
    WITH stale AS (
      SELECT users_sync.id, fresh.moment
        FROM unnest(ids, moments) AS fresh (user_id, moment)
        JOIN neon_auth.users_sync ON users_sync.id = fresh.user_id
       WHERE users_sync.deleted_at IS NULL
         AND fresh.moment
             > to_timestamp(CAST(users_sync.raw_json ->> 'last_active_at_millis' AS bigint)
                            / 1000.0) + interval '1 hour'
       ORDER BY users_sync.id
         FOR NO KEY UPDATE OF users_sync SKIP LOCKED
    ), changed AS (
      UPDATE neon_auth.users_sync
         SET raw_json = jsonb_set(
               users_sync.raw_json,
               '{last_active_at_millis}',
               to_jsonb(CAST(floor(extract(epoch FROM stale.moment) * 1000) AS bigint)))
        FROM stale
       WHERE users_sync.id = stale.id
      RETURNING users_sync.id IS NOT DISTINCT FROM stale.id AS keeps_key
    )
    SELECT count(*), bool_and(changed.keeps_key) INTO written, keys_stay FROM changed;
  END CASE;
  IF current_user = session_user THEN
    RETURN written;
  END IF;

  -- Code of the customer's may have run in this session, with the rights of the publisher. What it
  -- may have left for the session's own role to trip over is what Postgres forbids in an operation
  -- that is "security-restricted": settings, cursors and prepared statements, temporary objects,
  -- events that wait for the commit. Settings go first, so that the names below mean what they say.
  RESET ALL;
  EXECUTE 'CLOSE ALL';
  UNLISTEN *;
  FOR leftover IN SELECT name FROM pg_catalog.pg_prepared_statements WHERE from_sql LOOP
    EXECUTE pg_catalog.format('DEALLOCATE %I', leftover);
  END LOOP;
  IF pg_catalog.pg_my_temp_schema() <> 0 THEN
    RAISE EXCEPTION 'what is attached to neon_auth.users_sync may not make temporary objects';
  END IF;
  -- Who waits for the commit has written to its table: the lock tells, and the counts of this
  -- transaction. A constraint can be altered while it waits, but that leaves a stronger lock. Our
  -- own updates leave keys as they are, so foreign keys to users have nothing to wait for.
  IF EXISTS (
    SELECT
      FROM pg_catalog.pg_locks AS held
      JOIN pg_catalog.pg_class AS place ON place.oid = held.relation
      JOIN pg_catalog.pg_trigger AS watch ON watch.tgrelid = held.relation
     WHERE held.pid = pg_catalog.pg_backend_pid()
       AND held.mode NOT IN ('AccessShareLock', 'RowShareLock')
       AND (held.mode <> 'RowExclusiveLock'
            OR watch.tgdeferrable
               AND (place.relkind <> 'r'
                    OR NOT CAST(pg_catalog.current_setting('track_counts') AS boolean)
                    OR watch.tgtype & 4 <> 0
                       AND pg_catalog.pg_stat_get_xact_tuples_inserted(place.oid) > 0
                    OR watch.tgtype & 8 <> 0
                       AND pg_catalog.pg_stat_get_xact_tuples_deleted(place.oid) > 0
                    OR watch.tgtype & 16 <> 0
                       AND pg_catalog.pg_stat_get_xact_tuples_updated(place.oid) > 0
                       AND (place.oid IS DISTINCT FROM target
                            OR watch.tgfoid
                               <> CAST('pg_catalog."RI_FKey_noaction_upd"' AS pg_catalog.regproc)
                            OR keys_stay IS FALSE
                            OR pg_catalog.pg_stat_get_xact_tuples_updated(place.oid)
                               IS DISTINCT FROM updated_before + written)))
  ) THEN
    RAISE EXCEPTION USING MESSAGE =
      'what is attached to neon_auth.users_sync may not write to a table with deferrable'
      ' constraints, nor alter or lock one with constraints or triggers';
  END IF;
  RETURN written;
EXCEPTION
  -- A prepared statement is the one thing that outlives a rollback.
  WHEN query_canceled OR assert_failure OR OTHERS THEN
    IF current_user <> session_user THEN
      FOR leftover IN SELECT name FROM pg_catalog.pg_prepared_statements WHERE from_sql LOOP
        EXECUTE pg_catalog.format('DEALLOCATE %I', leftover);
      END LOOP;
    END IF;
    RAISE;
END
$body$
