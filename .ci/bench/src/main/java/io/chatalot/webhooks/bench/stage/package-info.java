/**
 * Sets up the servers and databases that both commands need, and leaves nothing of them behind:
 * {@link io.chatalot.webhooks.bench.stage.Stage} is the entry.
 */
package io.chatalot.webhooks.bench.stage;
