CREATE TABLE postern_control.database_projects (
  id         text        PRIMARY KEY,
  name       text        NOT NULL,
  pg_version integer     NOT NULL,
  state      text        NOT NULL CHECK (state IN ('preparing', 'ready', 'deleting')),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE postern_control.database_projects IS
  'Projects of the control plane: databases in branches, and the roles that use them.';
COMMENT ON COLUMN postern_control.database_projects.pg_version IS
  'The major version of the server on which its databases are.';
CREATE INDEX database_projects_newest
    ON postern_control.database_projects (created_at DESC, id DESC);

CREATE TABLE postern_control.branches (
  id                  text        PRIMARY KEY,
  database_project_id text        NOT NULL
                                  REFERENCES postern_control.database_projects ON DELETE CASCADE,
  parent_id           text        REFERENCES postern_control.branches,
  name                text        NOT NULL,
  is_default          boolean     NOT NULL,
  endpoint_id         text        NOT NULL UNIQUE,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  UNIQUE (database_project_id, name)
);
COMMENT ON TABLE postern_control.branches IS
  'Branches of a database project, each with databases of its own.';
CREATE UNIQUE INDEX branches_one_default
    ON postern_control.branches (database_project_id)
 WHERE is_default;

CREATE TABLE postern_control.roles (
  database_project_id text        NOT NULL
                                  REFERENCES postern_control.database_projects ON DELETE CASCADE,
  name                text        NOT NULL,
  asked_name          text        NOT NULL,
  password            text        NOT NULL,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  PRIMARY KEY (database_project_id, name),
  UNIQUE (database_project_id, asked_name)
);
COMMENT ON TABLE postern_control.roles IS
  'Roles of a database project that were given to the customer; its branches share them.';
COMMENT ON COLUMN postern_control.roles.name IS 'On the server: unique there.';
COMMENT ON COLUMN postern_control.roles.asked_name IS 'As the customer calls it.';
COMMENT ON COLUMN postern_control.roles.password IS 'An envelope under the master key.';

CREATE TABLE postern_control.databases (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  branch_id    text        NOT NULL REFERENCES postern_control.branches ON DELETE CASCADE,
  name         text        NOT NULL UNIQUE,
  asked_name   text        NOT NULL,
  owner_name   text        NOT NULL,
  runtime_role text        NOT NULL,
  store_id     uuid        NOT NULL UNIQUE,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  UNIQUE (branch_id, asked_name)
);
COMMENT ON TABLE postern_control.databases IS
  'Databases of a branch. Each is a store, whether a project is published in it or not.';
COMMENT ON COLUMN postern_control.databases.name IS 'On the server: unique there.';
COMMENT ON COLUMN postern_control.databases.asked_name IS 'As the customer calls it.';
COMMENT ON COLUMN postern_control.databases.runtime_role IS
  'Our own role in it; its password is in the connection string of the store.';

CREATE TABLE postern_control.auth_integrations (
  branch_id       text        NOT NULL REFERENCES postern_control.branches ON DELETE CASCADE,
  auth_provider   text        NOT NULL CHECK (auth_provider IN ('stack', 'better_auth')),
  auth_project_id uuid        NOT NULL UNIQUE,
  database_id     bigint      NOT NULL REFERENCES postern_control.databases ON DELETE CASCADE,
  state           text        NOT NULL CHECK (state IN ('preparing', 'ready', 'deleting')),
  owned_by        text        NOT NULL DEFAULT 'neon' CHECK (owned_by IN ('neon', 'user')),
  transfer_status text        CHECK (transfer_status IN ('initiated', 'finished')),
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (branch_id, auth_provider)
);
COMMENT ON TABLE postern_control.auth_integrations IS
  'Auth projects that are published in a database of a branch.';
COMMENT ON COLUMN postern_control.auth_integrations.owned_by IS
  'In the words of the wire: neon until a person has claimed the auth project.';

CREATE TABLE postern_control.api_keys (
  id                  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name                text        NOT NULL,
  hash                bytea       NOT NULL UNIQUE,
  is_from_environment boolean     NOT NULL,
  created_at          timestamptz NOT NULL,
  last_used_at        timestamptz,
  last_used_from      inet,
  revoked_at          timestamptz
);
COMMENT ON TABLE postern_control.api_keys IS 'Keys of the control plane''s API, as SHA-256.';
COMMENT ON COLUMN postern_control.api_keys.is_from_environment IS
  'Whether the operator chose it by a variable; the next one they choose takes its place.';
COMMENT ON COLUMN postern_control.api_keys.last_used_at IS 'Refreshed at most once a minute.';
