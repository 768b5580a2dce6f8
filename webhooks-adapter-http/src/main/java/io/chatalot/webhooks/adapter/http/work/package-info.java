/** Threads, shared computations, and log lines that come once a minute at most. */
package io.chatalot.webhooks.adapter.http.work;
