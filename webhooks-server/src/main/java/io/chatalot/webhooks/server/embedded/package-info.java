/**
 * A PostgreSQL of one's own, for whoever has none: {@link
 * io.chatalot.webhooks.server.embedded.EmbeddedDatabase}.
 */
package io.chatalot.webhooks.server.embedded;
