-- Of tables without statistics Postgres believes that one key is as good as another, and each
-- connection keeps the plans that it made then: until the first ANALYZE, a refresh would read every
-- user of its tenant. So it is shown how the rows of a tenant look before there are any. Forty of
-- them are too few to be vacuumed away, and any later ANALYZE replaces what was learned here.
INSERT INTO postern.users (tenant_id, id, signed_up_at, last_active_at)
SELECT '00000000-0000-0000-0000-000000000000', gen_random_uuid(), at, at
  FROM generate_series(timestamptz '2000-01-01', '2000-02-09', '1 day') AS at;

INSERT INTO postern.contact_channels
       (tenant_id, id, user_id, type, value, is_primary, is_verified, used_for_auth, created_at)
SELECT tenant_id, gen_random_uuid(), id, 'email', id || '@example.com', true, true, true, signed_up_at
  FROM postern.users;

INSERT INTO postern.passwords (tenant_id, user_id, hash, updated_at)
SELECT tenant_id, id, repeat('x', 97), signed_up_at
  FROM postern.users;

INSERT INTO postern.sessions
       (tenant_id, id, user_id, token_hash, is_impersonation,
        created_at, expires_at, last_active_at)
SELECT tenant_id, gen_random_uuid(), id, sha256(CAST(CAST(id AS text) AS bytea)), false,
       signed_up_at, signed_up_at, signed_up_at
  FROM postern.users;

INSERT INTO postern.teams (tenant_id, id, display_name, created_at)
SELECT tenant_id, gen_random_uuid(), 'A team', signed_up_at
  FROM postern.users;

INSERT INTO postern.memberships (tenant_id, team_id, user_id, is_selected, created_at)
SELECT team.tenant_id, team.id, member.id, true, team.created_at
  FROM (SELECT tenant_id, id, created_at, row_number() OVER () AS number
          FROM postern.teams) AS team
  JOIN (SELECT id, row_number() OVER () AS number
          FROM postern.users) AS member USING (number);

ANALYZE postern.users, postern.contact_channels, postern.passwords, postern.sessions,
        postern.teams, postern.memberships;

DELETE FROM postern.users;
DELETE FROM postern.teams;
