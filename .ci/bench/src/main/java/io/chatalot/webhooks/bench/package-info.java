/**
 * One program that measures the server and breaks it: {@link io.chatalot.webhooks.bench.Main} has a
 * command for each. Nothing of it is in the product, and no test runs it.
 */
package io.chatalot.webhooks.bench;
