/**
 * Sets up servers and databases for both commands, and leaves nothing behind. {@link
 * io.chatalot.webhooks.bench.stage.Stage} is the entry.
 */
package io.chatalot.webhooks.bench.stage;
