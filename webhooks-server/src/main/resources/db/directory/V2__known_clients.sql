-- From where each account was logged into of late, so that nobody else's log-ins hold that client up.

-- Under which clients and accounts are hashed. There are so few addresses that whoever sees bare hashes of them could try
-- each; with this secret only who sees this table too can. gen_random_uuid has 122 bits of a strong source each time.
CREATE TABLE known_client_secret (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  secret bytea NOT NULL CHECK (octet_length(secret) = 32)
);

INSERT INTO known_client_secret (secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

CREATE TABLE known_client (
  hash uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
  seen_at timestamptz NOT NULL
);

CREATE INDEX known_client_user_id ON known_client (user_id, seen_at);
CREATE INDEX known_client_seen_at ON known_client (seen_at);
