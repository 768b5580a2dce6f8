-- Nothing here is touched by every write: no sequence, no single row. What is written with each
-- message is keyed by its channel or its webhook.

CREATE TABLE webhooks.webhook (
  id         uuid PRIMARY KEY,
  channel_id uuid NOT NULL,
  name       text NOT NULL,
  avatar_url text,
  active     boolean NOT NULL,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  version    bigint NOT NULL
);
CREATE INDEX webhook_by_channel ON webhooks.webhook (channel_id, id);

-- Apart from webhook, so that counting a message does not rewrite a webhook. The free room in each
-- page lets a counter change without touching an index.
CREATE TABLE webhooks.webhook_usage (
  webhook_id    uuid PRIMARY KEY,
  messages_sent bigint NOT NULL,
  last_used_at  timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The row of a channel is its lock: a position is taken by raising last_position, and the row stays
-- locked until that transaction ends. So a channel's order of positions is its order of commits.
CREATE TABLE webhooks.channel_feed (
  channel_id    uuid PRIMARY KEY,
  last_position bigint NOT NULL
) WITH (fillfactor = 50);

-- Channel first in every key, so that it can be partitioned by channel. No foreign key to webhook:
-- a message outlives it. A deleted message keeps its place but not its content.
CREATE TABLE webhooks.message (
  channel_id uuid NOT NULL,
  position   bigint NOT NULL,
  id         uuid NOT NULL,
  webhook_id uuid NOT NULL,
  username   text NOT NULL,
  avatar_url text,
  content    text,
  created_at timestamptz NOT NULL,
  edited_at  timestamptz,
  PRIMARY KEY (channel_id, position),
  UNIQUE (channel_id, id)
);

-- Edits and deletions, in the same order of positions as the messages themselves.
CREATE TABLE webhooks.message_change (
  channel_id uuid NOT NULL,
  position   bigint NOT NULL,
  message_id uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('EDITED', 'DELETED')),
  PRIMARY KEY (channel_id, position)
);

CREATE TABLE webhooks.idempotency_key (
  webhook_id  uuid NOT NULL,
  key         text COLLATE "C" NOT NULL,
  fingerprint text NOT NULL,
  channel_id  uuid NOT NULL,
  message_id  uuid NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (webhook_id, key)
);
CREATE INDEX idempotency_key_by_age ON webhooks.idempotency_key (created_at);

-- The sequence is for people's changes of webhooks alone, which are few. Entries of one webhook are
-- numbered under its row lock, so whatever the clocks of several nodes say, they stay in order.
CREATE TABLE webhooks.audit_entry (
  id           uuid PRIMARY KEY,
  seq          bigint GENERATED ALWAYS AS IDENTITY,
  channel_id   uuid NOT NULL,
  webhook_id   uuid NOT NULL,
  webhook_name text NOT NULL,
  action       text NOT NULL
    CHECK (action IN ('CREATED', 'EDITED', 'SWITCHED_ON', 'SWITCHED_OFF', 'ROTATED', 'DELETED')),
  user_id      uuid NOT NULL,
  at           timestamptz NOT NULL
);
CREATE INDEX audit_entry_by_channel ON webhooks.audit_entry (channel_id, at, seq);
