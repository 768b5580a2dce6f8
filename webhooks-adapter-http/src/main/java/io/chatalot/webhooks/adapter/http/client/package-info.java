/** Who calls: {@link ClientAddress} and {@link SameOrigin}. */
package io.chatalot.webhooks.adapter.http.client;
