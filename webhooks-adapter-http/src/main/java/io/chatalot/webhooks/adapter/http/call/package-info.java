/** The calls of a webhook by its token. The execute path starts in {@link ExecutionRoutes}. */
package io.chatalot.webhooks.adapter.http.call;
