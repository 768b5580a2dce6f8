-- The messages that callers change by a key of their own. By channel first, as messages.
CREATE TABLE webhooks.message_key (
  channel_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  key        text COLLATE "C" NOT NULL,
  message_id uuid NOT NULL,
  ended      boolean NOT NULL,
  used_at    timestamptz NOT NULL,
  PRIMARY KEY (channel_id, webhook_id, key)
);
CREATE INDEX message_key_by_use ON webhooks.message_key (used_at);
