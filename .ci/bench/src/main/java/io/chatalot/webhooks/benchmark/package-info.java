/**
 * The benchmark that anyone can run: {@link io.chatalot.webhooks.benchmark.Benchmark} sets up a
 * PostgreSQL of its own, measures the server's one jar from outside, side by side with pgbench, and
 * prints a table. No test runs it and nothing of it is in the product.
 */
package io.chatalot.webhooks.benchmark;
