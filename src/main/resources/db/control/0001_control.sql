-- The schema is there already: it holds the history of migrations.
REVOKE ALL ON SCHEMA postern_control FROM PUBLIC;
COMMENT ON SCHEMA postern_control IS
  'Projects and where they live, settings, keys. In the home store alone. Private to Postern.';

CREATE TABLE postern_control.home (
  version       integer NOT NULL,
  oldest_server integer NOT NULL
);
CREATE UNIQUE INDEX home_has_one_row ON postern_control.home ((true));

COMMENT ON TABLE postern_control.home IS 'What this schema is: one row.';
COMMENT ON COLUMN postern_control.home.version IS 'The number of the last migration.';
COMMENT ON COLUMN postern_control.home.oldest_server IS
  'A server must know the migration of this number to use this home.';
