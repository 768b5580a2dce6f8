/** The PostgreSQL inside the jar: {@link io.chatalot.webhooks.server.embedded.EmbeddedDatabase}. */
package io.chatalot.webhooks.server.embedded;
