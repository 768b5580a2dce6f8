/** Calls of a webhook. The execute path starts in {@link ExecutionRoutes}. */
package io.chatalot.webhooks.adapter.http.call;
