CREATE TABLE postern.images (
  tenant_id  uuid        NOT NULL,
  id         uuid        NOT NULL,
  folder     text        NOT NULL CHECK (folder IN ('user-profile-images')),
  user_id    uuid        NOT NULL,
  format     text        NOT NULL CHECK (format IN ('png', 'jpeg', 'gif', 'bmp', 'webp')),
  data       bytea       NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES postern.users ON DELETE CASCADE
);
-- Images are compressed already.
ALTER TABLE postern.images ALTER COLUMN data SET STORAGE EXTERNAL;

COMMENT ON TABLE postern.images IS
  'Images that were uploaded, and are served under the server''s own address.';
COMMENT ON COLUMN postern.images.folder IS 'What the image shows, as its address says.';
COMMENT ON COLUMN postern.images.user_id IS 'Whose image it is; it goes with them.';

CREATE INDEX images_user_id ON postern.images (tenant_id, user_id);
