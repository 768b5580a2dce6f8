/**
 * The driving ports: the verbs of the application, one interface a verb, grouped by actor.
 *
 * <p>All of them refuse with a {@link io.chatalot.webhooks.domain.WebhookException}: {@code
 * NOT_FOUND} for an object that does not exist or lies in a community that the user is not in,
 * {@code FORBIDDEN} for a member without the role, {@code UNAVAILABLE} if a store is away.
 */
package io.chatalot.webhooks.application.driving;
