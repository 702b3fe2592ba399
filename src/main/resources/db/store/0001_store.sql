-- The schema is there already: it holds the history of migrations.
REVOKE ALL ON SCHEMA postern FROM PUBLIC;
COMMENT ON SCHEMA postern IS 'Users and all that hangs on them. Private to Postern.';

CREATE TABLE postern.store (
  store_id          uuid        NOT NULL PRIMARY KEY,
  version           integer     NOT NULL,
  oldest_server     integer     NOT NULL,
  system_identifier bigint      NOT NULL,
  database_oid      oid         NOT NULL,
  created_at        timestamptz NOT NULL
);
CREATE UNIQUE INDEX store_has_one_row ON postern.store ((true));

COMMENT ON TABLE postern.store IS 'What this database is: one row.';
COMMENT ON COLUMN postern.store.version IS 'The number of the last migration.';
COMMENT ON COLUMN postern.store.oldest_server IS
  'A server must know the migration of this number to use the store.';
COMMENT ON COLUMN postern.store.system_identifier IS
  'Of the server on which the store was first opened; another one means that this is a copy.';
COMMENT ON COLUMN postern.store.database_oid IS
  'Of the database in which the store was first opened; another one means that this is a copy.';
