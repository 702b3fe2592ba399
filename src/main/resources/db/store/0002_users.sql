CREATE TABLE postern.users (
  tenant_id                           uuid        NOT NULL,
  id                                  uuid        NOT NULL,
  display_name                        text,
  profile_image_url                   text,
  client_metadata                     jsonb,
  client_read_only_metadata           jsonb,
  server_metadata                     jsonb,
  is_anonymous                        boolean     NOT NULL DEFAULT false,
  otp_auth_enabled                    boolean     NOT NULL DEFAULT false,
  requires_totp_mfa                   boolean     NOT NULL DEFAULT false,
  totp_secret                         text,
  restricted_by_admin                 boolean     NOT NULL DEFAULT false,
  restricted_by_admin_reason          text,
  restricted_by_admin_private_details text,
  country_code                        text,
  risk_score_bot                      smallint    NOT NULL DEFAULT 0,
  risk_score_free_trial_abuse         smallint    NOT NULL DEFAULT 0,
  signed_up_at                        timestamptz NOT NULL,
  last_active_at                      timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
) WITH (fillfactor = 80);
COMMENT ON TABLE postern.users IS 'Users of a project, anonymous ones included.';
COMMENT ON COLUMN postern.users.last_active_at IS
  'In no index, so that noting a use writes to none; the pages have room for the new version.';
COMMENT ON COLUMN postern.users.totp_secret IS 'An envelope under the master key.';
COMMENT ON COLUMN postern.users.signed_up_at IS
  'When the user came, or, once anonymous, became somebody.';

CREATE INDEX users_signed_up_at ON postern.users (tenant_id, signed_up_at, id);
CREATE INDEX users_anonymous_signed_up_at
    ON postern.users (tenant_id, signed_up_at)
 WHERE is_anonymous;

CREATE TABLE postern.contact_channels (
  tenant_id     uuid        NOT NULL,
  id            uuid        NOT NULL,
  user_id       uuid        NOT NULL,
  type          text        NOT NULL CHECK (type IN ('email')),
  value         text        NOT NULL,
  is_primary    boolean     NOT NULL,
  is_verified   boolean     NOT NULL,
  used_for_auth boolean     NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE,
  UNIQUE (tenant_id, user_id, type, value)
);
COMMENT ON TABLE postern.contact_channels IS 'Ways to reach a user; values are normalised.';

CREATE UNIQUE INDEX contact_channels_one_primary
    ON postern.contact_channels (tenant_id, user_id, type)
 WHERE is_primary;
CREATE UNIQUE INDEX contact_channels_used_for_auth
    ON postern.contact_channels (tenant_id, type, value)
 WHERE used_for_auth;

CREATE TABLE postern.passwords (
  tenant_id  uuid        NOT NULL,
  user_id    uuid        NOT NULL,
  hash       text        NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE
);
COMMENT ON TABLE postern.passwords IS 'Password hashes, each naming its algorithm and parameters.';

CREATE TABLE postern.sessions (
  tenant_id        uuid        NOT NULL,
  id               uuid        NOT NULL,
  user_id          uuid        NOT NULL,
  token_hash       bytea       NOT NULL,
  is_impersonation boolean     NOT NULL,
  created_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,
  last_active_at   timestamptz NOT NULL,
  last_active_from jsonb,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE,
  UNIQUE (tenant_id, token_hash)
) WITH (fillfactor = 80);
COMMENT ON TABLE postern.sessions IS
  'A session is its refresh token, kept as SHA-256; an access token lives as long as its session.';
COMMENT ON COLUMN postern.sessions.last_active_at IS 'In no index, as that of users.';
COMMENT ON COLUMN postern.sessions.last_active_from IS
  'Address and place of the last use, where they were known.';

CREATE INDEX sessions_user_id ON postern.sessions (tenant_id, user_id);
CREATE INDEX sessions_expires_at ON postern.sessions (tenant_id, expires_at);

CREATE TABLE postern.teams (
  tenant_id                 uuid        NOT NULL,
  id                        uuid        NOT NULL,
  display_name              text        NOT NULL,
  profile_image_url         text,
  client_metadata           jsonb,
  client_read_only_metadata jsonb,
  server_metadata           jsonb,
  created_at                timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE postern.teams IS 'Teams of a project.';

CREATE TABLE postern.memberships (
  tenant_id   uuid        NOT NULL,
  team_id     uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  is_selected boolean     NOT NULL DEFAULT false,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, team_id, user_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES postern.teams ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE
);
COMMENT ON TABLE postern.memberships IS 'Who is in which team, and which team a user has selected.';

CREATE INDEX memberships_user_id ON postern.memberships (tenant_id, user_id);
CREATE UNIQUE INDEX memberships_one_selected
    ON postern.memberships (tenant_id, user_id)
 WHERE is_selected;
