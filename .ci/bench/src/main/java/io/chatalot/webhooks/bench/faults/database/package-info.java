/** Faults of the database: it is killed, cut off, away, locked or out of disk. */
package io.chatalot.webhooks.bench.faults.database;
