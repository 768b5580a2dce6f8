-- Keys by channel first, as messages, so that both can be split by channel. A webhook never changes
-- its channel, so the same keys stay unique.
ALTER TABLE webhooks.idempotency_key
  DROP CONSTRAINT idempotency_key_pkey,
  ADD PRIMARY KEY (channel_id, webhook_id, key);
