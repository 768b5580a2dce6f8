/**
 * Faults of two nodes beside a Chatalot, with books balanced over its table of messages and ours.
 */
package io.chatalot.webhooks.bench.faults.beside;
