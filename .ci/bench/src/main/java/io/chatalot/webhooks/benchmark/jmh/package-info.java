/**
 * The inner pieces of a call, one by one, by JMH: {@link
 * io.chatalot.webhooks.benchmark.jmh.InnerPieces} runs them.
 */
package io.chatalot.webhooks.benchmark.jmh;
