-- The trail is read in the order of its sequence alone: a clock may be set back.
DROP INDEX webhooks.audit_entry_by_channel;
CREATE INDEX audit_entry_by_channel ON webhooks.audit_entry (channel_id, seq);

-- For how long messages were kept when a round of retention was last finished, for all nodes: a
-- round that removes much is expected where that has changed since, and a warning where it has not.
CREATE TABLE webhooks.retention (
  only_one     boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  kept_seconds bigint NOT NULL
);
