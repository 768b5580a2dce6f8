/**
 * What a webhook, a token and a message are, and their rules. Start at {@link
 * io.chatalot.webhooks.domain.Webhook}.
 *
 * <p>Every type here is immutable and safe to share between threads, and a value that exists is
 * right: constructors refuse a wrong one with a {@link
 * io.chatalot.webhooks.domain.WebhookException}. No argument may be null and no method returns
 * null. A "character" is a Unicode code point.
 */
package io.chatalot.webhooks.domain;
