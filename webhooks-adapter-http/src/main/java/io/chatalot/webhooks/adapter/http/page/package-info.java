/**
 * Routes of a standalone server: the web page ({@link PageRoutes}), accounts, communities, API
 * documentation, health and metrics.
 */
package io.chatalot.webhooks.adapter.http.page;
