CREATE TABLE postern.events (
  tenant_id  uuid        NOT NULL,
  id         uuid        NOT NULL,
  type       text        NOT NULL,
  data       jsonb       NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE postern.events IS
  'What happened to users and teams, written in the transaction that made it true.';

CREATE INDEX events_created_at ON postern.events (tenant_id, created_at);

CREATE TABLE postern.jobs (
  tenant_id    uuid        NOT NULL,
  id           uuid        NOT NULL,
  kind         text        NOT NULL,
  key          text,
  data         jsonb       NOT NULL,
  due_at       timestamptz NOT NULL,
  revision     integer     NOT NULL DEFAULT 0,
  lease        integer     NOT NULL DEFAULT 0,
  leased_until timestamptz,
  attempts     integer     NOT NULL DEFAULT 0,
  last_error   text,
  parked_at    timestamptz,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, kind, key)
);
COMMENT ON TABLE postern.jobs IS
  'Work that is left to do in this store; a row is gone once it is done.';
COMMENT ON COLUMN postern.jobs.key IS
  'Where there is one, there is at most one such job of its kind in a tenant.';
COMMENT ON COLUMN postern.jobs.revision IS
  'Grows when a job with a key is asked for again, so that no run ends what came after it began.';
COMMENT ON COLUMN postern.jobs.lease IS
  'Grows when somebody takes the job; who comes back with an older number has lost it.';
COMMENT ON COLUMN postern.jobs.leased_until IS
  'Until then nobody else takes the job; null when nobody has it.';
COMMENT ON COLUMN postern.jobs.attempts IS
  'How often it was taken since it last got on.';
COMMENT ON COLUMN postern.jobs.parked_at IS
  'When it had failed too often: it waits for somebody to look at it.';

CREATE INDEX jobs_due_at
    ON postern.jobs (due_at)
 WHERE parked_at IS NULL;
