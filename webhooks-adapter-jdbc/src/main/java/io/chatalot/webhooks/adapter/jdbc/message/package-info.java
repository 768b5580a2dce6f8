/** Messages, read and changed: {@link MessageQueries}, {@link MessageChanges}. */
package io.chatalot.webhooks.adapter.jdbc.message;
