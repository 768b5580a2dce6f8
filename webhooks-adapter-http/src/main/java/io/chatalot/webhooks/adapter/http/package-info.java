/**
 * The HTTP face of the application, by the contract that callers see. {@link
 * io.chatalot.webhooks.adapter.http.WebhooksApi} mounts it in any Javalin; {@link
 * io.chatalot.webhooks.adapter.http.HttpServer} adds what a host platform usually has of its own:
 * sessions, communities, health and metrics.
 */
package io.chatalot.webhooks.adapter.http;
