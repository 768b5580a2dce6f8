/**
 * What can be done with webhooks: three classes, one for each kind of actor. {@link
 * io.chatalot.webhooks.application.WebhookManager} is for who has a session, {@link
 * io.chatalot.webhooks.application.WebhookCaller} for who has a token, {@link
 * io.chatalot.webhooks.application.MessageReader} for the members of a channel.
 *
 * <p>Whoever drives them sees only the interfaces of {@link
 * io.chatalot.webhooks.application.driving}, whoever serves them those of {@link
 * io.chatalot.webhooks.application.driven}. All are safe for use by many threads, provided that the
 * driven ports are. No argument may be null and no method returns null.
 */
package io.chatalot.webhooks.application;
