/**
 * The driven ports: the stores and services that the application needs. The contract of each port
 * is a set of tests in this module's test-jar, which also has fakes in memory that pass them.
 *
 * <p>Implementations are safe for use by many threads. If their database or service is away they do
 * nothing and throw a {@link io.chatalot.webhooks.domain.WebhookException} with {@code
 * UNAVAILABLE}; any other exception means a fault.
 */
package io.chatalot.webhooks.application.driven;
