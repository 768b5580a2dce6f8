/** The client behind a request: its {@link ClientAddress}, its cookies, its page's origin. */
package io.chatalot.webhooks.adapter.http.client;
