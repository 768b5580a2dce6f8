/**
 * Puts load on nodes and databases, and times it: as fast as answers come ({@link
 * io.chatalot.webhooks.bench.performance.load.Wrk}), at a steady pace ({@link
 * io.chatalot.webhooks.bench.performance.load.Paced}), or one call at a time.
 */
package io.chatalot.webhooks.bench.performance.load;
