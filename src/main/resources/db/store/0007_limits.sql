CREATE TABLE postern.limit_counters (
  tenant_id  uuid        NOT NULL,
  limit_name text        NOT NULL,
  key        text        NOT NULL,
  count      integer     NOT NULL,
  ends_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, limit_name, key)
);
COMMENT ON TABLE postern.limit_counters IS 'How often something was tried in the time of its limit.';
COMMENT ON COLUMN postern.limit_counters.key IS 'What the tries are at, such as a user.';
COMMENT ON COLUMN postern.limit_counters.ends_at IS 'A try after this time begins a new count.';

CREATE INDEX limit_counters_ends_at ON postern.limit_counters (tenant_id, ends_at);
