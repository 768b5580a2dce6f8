/**
 * The application over HTTP, as {@code /api/openapi.json} describes it. {@link
 * io.chatalot.webhooks.adapter.http.WebhooksApi} mounts it in any Javalin; {@link
 * io.chatalot.webhooks.adapter.http.HttpServer} adds sessions, communities, health and metrics,
 * which a host platform usually has of its own.
 */
package io.chatalot.webhooks.adapter.http;
