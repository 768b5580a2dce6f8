/** Faults of the server: it is killed, told to end, or raced against another node. */
package io.chatalot.webhooks.bench.faults.nodes;
