/** Notices between nodes, which wake readers: {@link Notices}. */
package io.chatalot.webhooks.adapter.jdbc.feed;
