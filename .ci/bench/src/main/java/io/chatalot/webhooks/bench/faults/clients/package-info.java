/** Faults of clients: they stop, do not read, are slow, or come in crowds. */
package io.chatalot.webhooks.bench.faults.clients;
