/**
 * The web page, its accounts and communities, the documentation and the routes for operators:
 * {@link PageRoutes}.
 */
package io.chatalot.webhooks.adapter.http.page;
