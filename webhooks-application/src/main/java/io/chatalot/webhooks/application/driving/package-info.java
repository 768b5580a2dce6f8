/**
 * The driving ports: what can be asked of the application, one interface a verb.
 *
 * <p>All of them refuse with a {@link io.chatalot.webhooks.domain.WebhookException}: {@code
 * NOT_FOUND} for what does not exist or lies in a community that the user is not in, {@code
 * FORBIDDEN} for a member whose role does not allow it, {@code UNAVAILABLE} when a store is away.
 */
package io.chatalot.webhooks.application.driving;
