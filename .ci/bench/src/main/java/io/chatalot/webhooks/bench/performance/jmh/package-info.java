/**
 * The inner pieces of a call, one by one, by JMH: {@link
 * io.chatalot.webhooks.bench.performance.jmh.InnerPieces} runs them.
 */
package io.chatalot.webhooks.bench.performance.jmh;
