CREATE TABLE postern_control.stores (
  id                uuid        PRIMARY KEY,
  connection_string text        NOT NULL,
  created_at        timestamptz NOT NULL
);
COMMENT ON TABLE postern_control.stores IS
  'Databases, beside the home database, in which the users of a project live.';
COMMENT ON COLUMN postern_control.stores.connection_string IS
  'An envelope under the master key.';

CREATE TABLE postern_control.projects (
  id                 text        PRIMARY KEY,
  tenant_id          uuid        NOT NULL,
  store_id           uuid        REFERENCES postern_control.stores,
  publishes          boolean     NOT NULL DEFAULT false,
  state              text        NOT NULL DEFAULT 'ready'
                                 CHECK (state IN ('preparing', 'ready', 'deleting')),
  display_name       text        NOT NULL,
  description        text        NOT NULL DEFAULT '',
  is_production_mode boolean     NOT NULL DEFAULT false,
  owner_team_id      uuid,
  created_at         timestamptz NOT NULL
);
COMMENT ON TABLE postern_control.projects IS
  'Auth projects: who they are, in which store and under which tenant their users live.';
COMMENT ON COLUMN postern_control.projects.id IS 'A UUID, or the literal internal.';
COMMENT ON COLUMN postern_control.projects.store_id IS 'Null: the home database.';
COMMENT ON COLUMN postern_control.projects.publishes IS
  'Whether the users are written to neon_auth.users_sync of their store.';
COMMENT ON COLUMN postern_control.projects.owner_team_id IS
  'A team of the project internal, whose members manage this project.';

CREATE UNIQUE INDEX projects_one_publisher_per_store
    ON postern_control.projects (coalesce(store_id, '00000000-0000-0000-0000-000000000000'))
 WHERE publishes;
CREATE INDEX projects_owner_team_id ON postern_control.projects (owner_team_id);

CREATE TABLE postern_control.settings (
  project_id text        NOT NULL REFERENCES postern_control.projects ON DELETE CASCADE,
  level      text        NOT NULL CHECK (level IN ('project', 'branch', 'environment')),
  document   jsonb       NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (project_id, level)
);
COMMENT ON TABLE postern_control.settings IS
  'The override documents of a project; a higher level hides what a lower one says.';

CREATE TABLE postern_control.key_sets (
  project_id            text        NOT NULL REFERENCES postern_control.projects ON DELETE CASCADE,
  id                    uuid        NOT NULL,
  description           text        NOT NULL,
  publishable_hash      bytea       UNIQUE,
  publishable_last_four text,
  secret_hash           bytea       UNIQUE,
  secret_last_four      text,
  admin_hash            bytea       UNIQUE,
  admin_last_four       text,
  created_at            timestamptz NOT NULL,
  expires_at            timestamptz NOT NULL,
  revoked_at            timestamptz,
  PRIMARY KEY (project_id, id)
);
COMMENT ON TABLE postern_control.key_sets IS
  'Keys of a project, as SHA-256; each set has up to one publishable, secret and admin key.';

CREATE TABLE postern_control.signing_keys (
  project_id  text        NOT NULL REFERENCES postern_control.projects ON DELETE CASCADE,
  audience    text        NOT NULL CHECK (audience IN ('normal', 'restricted', 'anonymous')),
  kid         text        NOT NULL,
  private_jwk text        NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (project_id, audience, kid)
);
COMMENT ON TABLE postern_control.signing_keys IS
  'ES256 keys that sign access tokens, one for each kind of user; the newest signs.';
COMMENT ON COLUMN postern_control.signing_keys.private_jwk IS 'An envelope under the master key.';
