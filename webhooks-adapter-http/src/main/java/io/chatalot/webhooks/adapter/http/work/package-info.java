/** Work beside the threads of requests: shared, counted, and logged once a minute at most. */
package io.chatalot.webhooks.adapter.http.work;
