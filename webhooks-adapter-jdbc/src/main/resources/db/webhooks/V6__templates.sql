-- The text that makes a message of any JSON.
ALTER TABLE webhooks.webhook ADD COLUMN template text;

-- A call whose template rendered nothing has a key and no message.
ALTER TABLE webhooks.idempotency_key ALTER COLUMN message_id DROP NOT NULL;

-- The payload that a template is written from. A manager waits for one until a time; it is kept for a
-- while, and the wait ends.
CREATE TABLE webhooks.template_capture (
  webhook_id    uuid PRIMARY KEY,
  awaited_until timestamptz,
  payload       text,
  header_names  text[],
  header_values text[],
  received_at   timestamptz
);
