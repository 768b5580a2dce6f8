/** Pages of messages, rendered within a share of the heap: {@link MessagePages}. */
package io.chatalot.webhooks.adapter.http.read.history;
