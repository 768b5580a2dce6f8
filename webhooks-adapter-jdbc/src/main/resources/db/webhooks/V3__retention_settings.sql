-- Nodes may have different settings, by mistake or while a setting is being changed. Each setting is
-- a row, with the time when a round with it was last finished.
ALTER TABLE webhooks.retention
  DROP COLUMN only_one,
  ADD COLUMN applied_at timestamptz NOT NULL DEFAULT now(),
  ADD PRIMARY KEY (kept_seconds);
ALTER TABLE webhooks.retention ALTER COLUMN applied_at DROP DEFAULT;
