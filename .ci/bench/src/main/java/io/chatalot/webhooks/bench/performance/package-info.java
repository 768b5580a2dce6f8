/**
 * The benchmark that anyone can run: {@link
 * io.chatalot.webhooks.bench.performance.PerformanceCommand} measures the server's one jar from
 * outside, side by side with pgbench on the same PostgreSQL, and prints a table.
 */
package io.chatalot.webhooks.bench.performance;
