/**
 * The use cases of webhooks, in three classes, one for each actor: {@link
 * io.chatalot.webhooks.application.WebhookManager} for Owners and Admins, who have a session;
 * {@link io.chatalot.webhooks.application.WebhookCaller} for callers, who have a token; {@link
 * io.chatalot.webhooks.application.MessageReader} for the members of a channel.
 *
 * <p>Transports such as HTTP see only the interfaces of {@link
 * io.chatalot.webhooks.application.driving}; stores implement the interfaces of {@link
 * io.chatalot.webhooks.application.driven}. All classes are safe for use by many threads if the
 * driven ports are. No argument may be null and no method returns null.
 */
package io.chatalot.webhooks.application;
