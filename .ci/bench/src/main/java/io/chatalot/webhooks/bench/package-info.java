/**
 * One program that measures the server and breaks it: {@link io.chatalot.webhooks.bench.Main} has a
 * command for each. The product contains nothing of it, and no test runs it.
 */
package io.chatalot.webhooks.bench;
