CREATE TABLE postern.codes (
  tenant_id  uuid        NOT NULL,
  code_hash  bytea       NOT NULL,
  tail_hash  bytea       NOT NULL,
  kind       text        NOT NULL,
  user_id    uuid,
  data       jsonb       NOT NULL,
  attempts   integer     NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  PRIMARY KEY (tenant_id, code_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE
);
COMMENT ON TABLE postern.codes IS
  'Codes that are good for one thing, once, and not for long; kept as SHA-256.';
COMMENT ON COLUMN postern.codes.tail_hash IS
  'SHA-256 of all but the first six characters: codes that end alike count their attempts together.';
COMMENT ON COLUMN postern.codes.kind IS
  'What the code is good for; one of another kind is as good as none.';
COMMENT ON COLUMN postern.codes.user_id IS 'Whose code it is, where it is that of a user.';
COMMENT ON COLUMN postern.codes.data IS 'What was known when the code was made, and is needed then.';
COMMENT ON COLUMN postern.codes.attempts IS 'How often the code, or one that ends like it, was tried.';

CREATE INDEX codes_tail_hash ON postern.codes (tenant_id, tail_hash);
CREATE INDEX codes_user_id ON postern.codes (tenant_id, user_id);
CREATE INDEX codes_expires_at ON postern.codes (tenant_id, expires_at);

ALTER TABLE postern.users ADD COLUMN totp_last_step bigint;
COMMENT ON COLUMN postern.users.totp_last_step IS
  'The step of the last code of the second factor that was accepted; only a later one is accepted.';
