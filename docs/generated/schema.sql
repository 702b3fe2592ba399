-- The schema as the migrations leave it: home has all of it, an attached database has
-- postern and neon_auth. Written from the catalog; nothing runs this file.

CREATE SCHEMA neon_auth;

CREATE SCHEMA postern;
COMMENT ON SCHEMA postern IS 'Users and all that hangs on them. Private to Postern.';

CREATE SCHEMA postern_control;
COMMENT ON SCHEMA postern_control IS 'Projects and where they live, settings, keys. In the home store alone. Private to Postern.';

CREATE TABLE neon_auth.users_sync (
  raw_json jsonb NOT NULL,
  id text GENERATED ALWAYS AS ((raw_json ->> 'id'::text)) STORED NOT NULL,
  name text GENERATED ALWAYS AS ((raw_json ->> 'display_name'::text)) STORED,
  email text GENERATED ALWAYS AS ((raw_json ->> 'primary_email'::text)) STORED,
  created_at timestamp with time zone GENERATED ALWAYS AS (to_timestamp((trunc((((raw_json ->> 'signed_up_at_millis'::text))::bigint)::double precision) / (1000)::double precision))) STORED,
  updated_at timestamp with time zone,
  deleted_at timestamp with time zone,
  CONSTRAINT users_sync_pkey PRIMARY KEY (id)
);
CREATE INDEX users_sync_deleted_at_idx ON neon_auth.users_sync USING btree (deleted_at);

CREATE TABLE postern.codes (
  tenant_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  tail_hash bytea NOT NULL,
  kind text NOT NULL,
  user_id uuid,
  data jsonb NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT codes_pkey PRIMARY KEY (tenant_id, code_hash),
  CONSTRAINT codes_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX codes_expires_at ON postern.codes USING btree (tenant_id, expires_at);
CREATE INDEX codes_tail_hash ON postern.codes USING btree (tenant_id, tail_hash);
CREATE INDEX codes_user_id ON postern.codes USING btree (tenant_id, user_id);
COMMENT ON TABLE postern.codes IS 'Codes that are good for one thing, once, and not for long; kept as SHA-256.';
COMMENT ON COLUMN postern.codes.tail_hash IS 'SHA-256 of all but the first six characters: codes that end alike count their attempts together.';
COMMENT ON COLUMN postern.codes.kind IS 'What the code is good for; one of another kind is as good as none.';
COMMENT ON COLUMN postern.codes.user_id IS 'Whose code it is, where it is that of a user.';
COMMENT ON COLUMN postern.codes.data IS 'What was known when the code was made, and is needed then.';
COMMENT ON COLUMN postern.codes.attempts IS 'How often the code, or one that ends like it, was tried.';

CREATE TABLE postern.contact_channels (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  is_primary boolean NOT NULL,
  is_verified boolean NOT NULL,
  used_for_auth boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT contact_channels_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT contact_channels_tenant_id_user_id_type_value_key UNIQUE (tenant_id, user_id, type, value),
  CONSTRAINT contact_channels_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT contact_channels_type_check CHECK ((type = 'email'::text))
);
CREATE UNIQUE INDEX contact_channels_one_primary ON postern.contact_channels USING btree (tenant_id, user_id, type) WHERE is_primary;
CREATE UNIQUE INDEX contact_channels_used_for_auth ON postern.contact_channels USING btree (tenant_id, type, value) WHERE used_for_auth;
COMMENT ON TABLE postern.contact_channels IS 'Ways to reach a user; values are normalised.';

CREATE TABLE postern.events (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  data jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (tenant_id, id)
);
CREATE INDEX events_created_at ON postern.events USING btree (tenant_id, created_at);
COMMENT ON TABLE postern.events IS 'What happened to users and teams, written in the transaction that made it true.';

CREATE TABLE postern.images (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  folder text NOT NULL,
  user_id uuid NOT NULL,
  format text NOT NULL,
  data bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT images_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT images_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT images_folder_check CHECK ((folder = 'user-profile-images'::text)),
  CONSTRAINT images_format_check CHECK ((format = ANY (ARRAY['png'::text, 'jpeg'::text, 'gif'::text, 'bmp'::text, 'webp'::text])))
);
CREATE INDEX images_user_id ON postern.images USING btree (tenant_id, user_id);
COMMENT ON TABLE postern.images IS 'Images that were uploaded, and are served under the server''s own address.';
COMMENT ON COLUMN postern.images.folder IS 'What the image shows, as its address says.';
COMMENT ON COLUMN postern.images.user_id IS 'Whose image it is; it goes with them.';

CREATE TABLE postern.jobs (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  key text,
  data jsonb NOT NULL,
  due_at timestamp with time zone NOT NULL,
  revision integer DEFAULT 0 NOT NULL,
  lease integer DEFAULT 0 NOT NULL,
  leased_until timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  last_error text,
  parked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT jobs_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT jobs_tenant_id_kind_key_key UNIQUE (tenant_id, kind, key)
);
CREATE INDEX jobs_due_at ON postern.jobs USING btree (due_at) WHERE (parked_at IS NULL);
COMMENT ON TABLE postern.jobs IS 'Work that is left to do in this store; a row is gone once it is done.';
COMMENT ON COLUMN postern.jobs.key IS 'Where there is one, there is at most one such job of its kind in a tenant.';
COMMENT ON COLUMN postern.jobs.revision IS 'Grows when a job with a key is asked for again, so that no run ends what came after it began.';
COMMENT ON COLUMN postern.jobs.lease IS 'Grows when somebody takes the job; who comes back with an older number has lost it.';
COMMENT ON COLUMN postern.jobs.leased_until IS 'Until then nobody else takes the job; null when nobody has it.';
COMMENT ON COLUMN postern.jobs.attempts IS 'How often it was taken since it last got on.';
COMMENT ON COLUMN postern.jobs.parked_at IS 'When it had failed too often: it waits for somebody to look at it.';

CREATE TABLE postern.limit_counters (
  tenant_id uuid NOT NULL,
  limit_name text NOT NULL,
  key text NOT NULL,
  count integer NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  CONSTRAINT limit_counters_pkey PRIMARY KEY (tenant_id, limit_name, key)
);
CREATE INDEX limit_counters_ends_at ON postern.limit_counters USING btree (tenant_id, ends_at);
COMMENT ON TABLE postern.limit_counters IS 'How often something was tried in the time of its limit.';
COMMENT ON COLUMN postern.limit_counters.key IS 'What the tries are at, such as a user.';
COMMENT ON COLUMN postern.limit_counters.ends_at IS 'A try after this time begins a new count.';

CREATE TABLE postern.memberships (
  tenant_id uuid NOT NULL,
  team_id uuid NOT NULL,
  user_id uuid NOT NULL,
  is_selected boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT memberships_pkey PRIMARY KEY (tenant_id, team_id, user_id),
  CONSTRAINT memberships_tenant_id_team_id_fkey FOREIGN KEY (tenant_id, team_id) REFERENCES postern.teams(tenant_id, id) ON DELETE CASCADE,
  CONSTRAINT memberships_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX memberships_one_selected ON postern.memberships USING btree (tenant_id, user_id) WHERE is_selected;
CREATE INDEX memberships_user_id ON postern.memberships USING btree (tenant_id, user_id);
COMMENT ON TABLE postern.memberships IS 'Who is in which team, and which team a user has selected.';

CREATE TABLE postern.passwords (
  tenant_id uuid NOT NULL,
  user_id uuid NOT NULL,
  hash text NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT passwords_pkey PRIMARY KEY (tenant_id, user_id),
  CONSTRAINT passwords_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE postern.passwords IS 'Password hashes, each naming its algorithm and parameters.';

CREATE TABLE postern.sessions (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  is_impersonation boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  last_active_at timestamp with time zone NOT NULL,
  last_active_from jsonb,
  CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT sessions_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash),
  CONSTRAINT sessions_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users(tenant_id, id) ON DELETE CASCADE
) WITH (fillfactor=80);
CREATE INDEX sessions_expires_at ON postern.sessions USING btree (tenant_id, expires_at);
CREATE INDEX sessions_user_id ON postern.sessions USING btree (tenant_id, user_id);
COMMENT ON TABLE postern.sessions IS 'A session is its refresh token, kept as SHA-256; an access token lives as long as its session.';
COMMENT ON COLUMN postern.sessions.last_active_at IS 'In no index, as that of users.';
COMMENT ON COLUMN postern.sessions.last_active_from IS 'Address and place of the last use, where they were known.';

CREATE TABLE postern.store (
  store_id uuid NOT NULL,
  version integer NOT NULL,
  oldest_server integer NOT NULL,
  system_identifier bigint NOT NULL,
  database_oid oid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT store_pkey PRIMARY KEY (store_id)
);
CREATE UNIQUE INDEX store_has_one_row ON postern.store USING btree ((true));
COMMENT ON TABLE postern.store IS 'What this database is: one row.';
COMMENT ON COLUMN postern.store.version IS 'The number of the last migration.';
COMMENT ON COLUMN postern.store.oldest_server IS 'A server must know the migration of this number to use the store.';
COMMENT ON COLUMN postern.store.system_identifier IS 'Of the server on which the store was first opened; another one means that this is a copy.';
COMMENT ON COLUMN postern.store.database_oid IS 'Of the database in which the store was first opened; another one means that this is a copy.';

CREATE TABLE postern.teams (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  display_name text NOT NULL,
  profile_image_url text,
  client_metadata jsonb,
  client_read_only_metadata jsonb,
  server_metadata jsonb,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE postern.teams IS 'Teams of a project.';

CREATE TABLE postern.users (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  display_name text,
  profile_image_url text,
  client_metadata jsonb,
  client_read_only_metadata jsonb,
  server_metadata jsonb,
  is_anonymous boolean DEFAULT false NOT NULL,
  otp_auth_enabled boolean DEFAULT false NOT NULL,
  requires_totp_mfa boolean DEFAULT false NOT NULL,
  totp_secret text,
  restricted_by_admin boolean DEFAULT false NOT NULL,
  restricted_by_admin_reason text,
  restricted_by_admin_private_details text,
  country_code text,
  risk_score_bot smallint DEFAULT 0 NOT NULL,
  risk_score_free_trial_abuse smallint DEFAULT 0 NOT NULL,
  signed_up_at timestamp with time zone NOT NULL,
  last_active_at timestamp with time zone NOT NULL,
  totp_last_step bigint,
  CONSTRAINT users_pkey PRIMARY KEY (tenant_id, id)
) WITH (fillfactor=80);
CREATE INDEX users_anonymous_signed_up_at ON postern.users USING btree (tenant_id, signed_up_at) WHERE is_anonymous;
CREATE INDEX users_signed_up_at ON postern.users USING btree (tenant_id, signed_up_at, id);
COMMENT ON TABLE postern.users IS 'Users of a project, anonymous ones included.';
COMMENT ON COLUMN postern.users.totp_secret IS 'An envelope under the master key.';
COMMENT ON COLUMN postern.users.signed_up_at IS 'When the user came, or, once anonymous, became somebody.';
COMMENT ON COLUMN postern.users.last_active_at IS 'In no index, so that noting a use writes to none; the pages have room for the new version.';
COMMENT ON COLUMN postern.users.totp_last_step IS 'The step of the last code of the second factor that was accepted; only a later one is accepted.';

CREATE TABLE postern_control.api_keys (
  id bigint NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  is_from_environment boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  last_used_from inet,
  revoked_at timestamp with time zone,
  CONSTRAINT api_keys_pkey PRIMARY KEY (id),
  CONSTRAINT api_keys_hash_key UNIQUE (hash)
);
COMMENT ON TABLE postern_control.api_keys IS 'Keys of the control plane''s API, as SHA-256.';
COMMENT ON COLUMN postern_control.api_keys.is_from_environment IS 'Whether the operator chose it by a variable; the next one they choose takes its place.';
COMMENT ON COLUMN postern_control.api_keys.last_used_at IS 'Refreshed at most once a minute.';

CREATE TABLE postern_control.auth_integrations (
  branch_id text NOT NULL,
  auth_provider text NOT NULL,
  auth_project_id uuid NOT NULL,
  database_id bigint NOT NULL,
  state text NOT NULL,
  owned_by text DEFAULT 'neon'::text NOT NULL,
  transfer_status text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT auth_integrations_pkey PRIMARY KEY (branch_id, auth_provider),
  CONSTRAINT auth_integrations_auth_project_id_key UNIQUE (auth_project_id),
  CONSTRAINT auth_integrations_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES postern_control.branches(id) ON DELETE CASCADE,
  CONSTRAINT auth_integrations_database_id_fkey FOREIGN KEY (database_id) REFERENCES postern_control.databases(id) ON DELETE CASCADE,
  CONSTRAINT auth_integrations_auth_provider_check CHECK ((auth_provider = ANY (ARRAY['stack'::text, 'better_auth'::text]))),
  CONSTRAINT auth_integrations_owned_by_check CHECK ((owned_by = ANY (ARRAY['neon'::text, 'user'::text]))),
  CONSTRAINT auth_integrations_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'ready'::text, 'deleting'::text]))),
  CONSTRAINT auth_integrations_transfer_status_check CHECK ((transfer_status = ANY (ARRAY['initiated'::text, 'finished'::text])))
);
COMMENT ON TABLE postern_control.auth_integrations IS 'Auth projects that are published in a database of a branch.';
COMMENT ON COLUMN postern_control.auth_integrations.owned_by IS 'In the words of the wire: neon until a person has claimed the auth project.';

CREATE TABLE postern_control.branches (
  id text NOT NULL,
  database_project_id text NOT NULL,
  parent_id text,
  name text NOT NULL,
  is_default boolean NOT NULL,
  endpoint_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT branches_pkey PRIMARY KEY (id),
  CONSTRAINT branches_database_project_id_name_key UNIQUE (database_project_id, name),
  CONSTRAINT branches_endpoint_id_key UNIQUE (endpoint_id),
  CONSTRAINT branches_database_project_id_fkey FOREIGN KEY (database_project_id) REFERENCES postern_control.database_projects(id) ON DELETE CASCADE,
  CONSTRAINT branches_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES postern_control.branches(id)
);
CREATE UNIQUE INDEX branches_one_default ON postern_control.branches USING btree (database_project_id) WHERE is_default;
COMMENT ON TABLE postern_control.branches IS 'Branches of a database project, each with databases of its own.';

CREATE TABLE postern_control.database_projects (
  id text NOT NULL,
  name text NOT NULL,
  pg_version integer NOT NULL,
  state text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT database_projects_pkey PRIMARY KEY (id),
  CONSTRAINT database_projects_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'ready'::text, 'deleting'::text])))
);
CREATE INDEX database_projects_newest ON postern_control.database_projects USING btree (created_at DESC, id DESC);
COMMENT ON TABLE postern_control.database_projects IS 'Projects of the control plane: databases in branches, and the roles that use them.';
COMMENT ON COLUMN postern_control.database_projects.pg_version IS 'The major version of the server on which its databases are.';

CREATE TABLE postern_control.databases (
  id bigint NOT NULL,
  branch_id text NOT NULL,
  name text NOT NULL,
  asked_name text NOT NULL,
  owner_name text NOT NULL,
  runtime_role text NOT NULL,
  store_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT databases_pkey PRIMARY KEY (id),
  CONSTRAINT databases_branch_id_asked_name_key UNIQUE (branch_id, asked_name),
  CONSTRAINT databases_name_key UNIQUE (name),
  CONSTRAINT databases_store_id_key UNIQUE (store_id),
  CONSTRAINT databases_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES postern_control.branches(id) ON DELETE CASCADE
);
COMMENT ON TABLE postern_control.databases IS 'Databases of a branch. Each is a store, whether a project is published in it or not.';
COMMENT ON COLUMN postern_control.databases.name IS 'On the server: unique there.';
COMMENT ON COLUMN postern_control.databases.asked_name IS 'As the customer calls it.';
COMMENT ON COLUMN postern_control.databases.runtime_role IS 'Our own role in it; its password is in the connection string of the store.';

CREATE TABLE postern_control.home (
  version integer NOT NULL,
  oldest_server integer NOT NULL
);
CREATE UNIQUE INDEX home_has_one_row ON postern_control.home USING btree ((true));
COMMENT ON TABLE postern_control.home IS 'What this schema is: one row.';
COMMENT ON COLUMN postern_control.home.version IS 'The number of the last migration.';
COMMENT ON COLUMN postern_control.home.oldest_server IS 'A server must know the migration of this number to use this home.';

CREATE TABLE postern_control.key_sets (
  project_id text NOT NULL,
  id uuid NOT NULL,
  description text NOT NULL,
  publishable_hash bytea,
  publishable_last_four text,
  secret_hash bytea,
  secret_last_four text,
  admin_hash bytea,
  admin_last_four text,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT key_sets_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT key_sets_admin_hash_key UNIQUE (admin_hash),
  CONSTRAINT key_sets_publishable_hash_key UNIQUE (publishable_hash),
  CONSTRAINT key_sets_secret_hash_key UNIQUE (secret_hash),
  CONSTRAINT key_sets_project_id_fkey FOREIGN KEY (project_id) REFERENCES postern_control.projects(id) ON DELETE CASCADE
);
COMMENT ON TABLE postern_control.key_sets IS 'Keys of a project, as SHA-256; each set has up to one publishable, secret and admin key.';

CREATE TABLE postern_control.projects (
  id text NOT NULL,
  tenant_id uuid NOT NULL,
  store_id uuid,
  publishes boolean DEFAULT false NOT NULL,
  state text DEFAULT 'ready'::text NOT NULL,
  display_name text NOT NULL,
  description text DEFAULT ''::text NOT NULL,
  is_production_mode boolean DEFAULT false NOT NULL,
  owner_team_id uuid,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT projects_pkey PRIMARY KEY (id),
  CONSTRAINT projects_store_id_fkey FOREIGN KEY (store_id) REFERENCES postern_control.stores(id),
  CONSTRAINT projects_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'ready'::text, 'deleting'::text])))
);
CREATE UNIQUE INDEX projects_one_publisher_per_store ON postern_control.projects USING btree (COALESCE(store_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE publishes;
CREATE INDEX projects_owner_team_id ON postern_control.projects USING btree (owner_team_id);
COMMENT ON TABLE postern_control.projects IS 'Auth projects: who they are, in which store and under which tenant their users live.';
COMMENT ON COLUMN postern_control.projects.id IS 'A UUID, or the literal internal.';
COMMENT ON COLUMN postern_control.projects.store_id IS 'Null: the home database.';
COMMENT ON COLUMN postern_control.projects.publishes IS 'Whether the users are written to neon_auth.users_sync of their store.';
COMMENT ON COLUMN postern_control.projects.owner_team_id IS 'A team of the project internal, whose members manage this project.';

CREATE TABLE postern_control.roles (
  database_project_id text NOT NULL,
  name text NOT NULL,
  asked_name text NOT NULL,
  password text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT roles_pkey PRIMARY KEY (database_project_id, name),
  CONSTRAINT roles_database_project_id_asked_name_key UNIQUE (database_project_id, asked_name),
  CONSTRAINT roles_database_project_id_fkey FOREIGN KEY (database_project_id) REFERENCES postern_control.database_projects(id) ON DELETE CASCADE
);
COMMENT ON TABLE postern_control.roles IS 'Roles of a database project that were given to the customer; its branches share them.';
COMMENT ON COLUMN postern_control.roles.name IS 'On the server: unique there.';
COMMENT ON COLUMN postern_control.roles.asked_name IS 'As the customer calls it.';
COMMENT ON COLUMN postern_control.roles.password IS 'An envelope under the master key.';

CREATE TABLE postern_control.settings (
  project_id text NOT NULL,
  level text NOT NULL,
  document jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY (project_id, level),
  CONSTRAINT settings_project_id_fkey FOREIGN KEY (project_id) REFERENCES postern_control.projects(id) ON DELETE CASCADE,
  CONSTRAINT settings_level_check CHECK ((level = ANY (ARRAY['project'::text, 'branch'::text, 'environment'::text])))
);
COMMENT ON TABLE postern_control.settings IS 'The override documents of a project; a higher level hides what a lower one says.';

CREATE TABLE postern_control.signing_keys (
  project_id text NOT NULL,
  audience text NOT NULL,
  kid text NOT NULL,
  private_jwk text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT signing_keys_pkey PRIMARY KEY (project_id, audience, kid),
  CONSTRAINT signing_keys_project_id_fkey FOREIGN KEY (project_id) REFERENCES postern_control.projects(id) ON DELETE CASCADE,
  CONSTRAINT signing_keys_audience_check CHECK ((audience = ANY (ARRAY['normal'::text, 'restricted'::text, 'anonymous'::text])))
);
COMMENT ON TABLE postern_control.signing_keys IS 'ES256 keys that sign access tokens, one for each kind of user; the newest signs.';
COMMENT ON COLUMN postern_control.signing_keys.private_jwk IS 'An envelope under the master key.';

CREATE TABLE postern_control.stores (
  id uuid NOT NULL,
  connection_string text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT stores_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE postern_control.stores IS 'Databases, beside the home database, in which the users of a project live.';
COMMENT ON COLUMN postern_control.stores.connection_string IS 'An envelope under the master key.';
