/**
 * The driven ports: what the application needs of the world. Each contract is written as tests in
 * this module's test-jar, which also has fakes in memory that fulfil it.
 *
 * <p>Implementations are safe for use by many threads. When what is behind them is away they throw
 * a {@link io.chatalot.webhooks.domain.WebhookException} with {@code UNAVAILABLE}, and nothing was
 * done; any other exception means a fault.
 */
package io.chatalot.webhooks.application.driven;
