/**
 * The stores beside a live Chatalot: all SQL on its tables, in the schema {@code public}. Each
 * statement needs only the rights that {@code docs/chatalot.md} grants.
 */
package io.chatalot.webhooks.adapter.jdbc.chatalot;
