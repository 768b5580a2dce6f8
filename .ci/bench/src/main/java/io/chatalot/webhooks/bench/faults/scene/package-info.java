/**
 * The surroundings of each fault: a {@link io.chatalot.webhooks.bench.faults.scene.Scene} of nodes,
 * a database and callers, the ledger of their calls, and the books.
 */
package io.chatalot.webhooks.bench.faults.scene;
