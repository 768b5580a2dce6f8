/**
 * The arithmetic: percentiles, medians and ratios of rounds, and the {@link
 * io.chatalot.webhooks.bench.performance.figures.Table} of them.
 */
package io.chatalot.webhooks.bench.performance.figures;
