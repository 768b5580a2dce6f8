/** Rows of the tables: one class a table. */
package io.chatalot.webhooks.adapter.jdbc.row;
