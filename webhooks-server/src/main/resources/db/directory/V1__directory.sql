-- The standalone host: who there is, and which channels. Ids are UUIDs of version 7.

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  username text NOT NULL CHECK (username ~ '^[A-Za-z0-9._-]{1,64}$'),
  display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 64),
  -- A PHC string: the algorithm and its parameters are in it.
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Who is Ann may not be mistaken for ann.
CREATE UNIQUE INDEX app_user_username ON app_user (lower(username));

CREATE TABLE session (
  -- SHA-256 of the access token, which is kept nowhere.
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE INDEX session_user_id ON session (user_id);
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE community (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL
);

CREATE TABLE channel (
  id uuid PRIMARY KEY,
  community_id uuid NOT NULL REFERENCES community ON DELETE CASCADE,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  topic text CHECK (char_length(topic) BETWEEN 1 AND 1024),
  archived boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  UNIQUE (community_id, name)
);

CREATE TABLE member (
  community_id uuid NOT NULL REFERENCES community ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'moderator', 'member')),
  PRIMARY KEY (community_id, user_id)
);

CREATE INDEX member_user_id ON member (user_id);
