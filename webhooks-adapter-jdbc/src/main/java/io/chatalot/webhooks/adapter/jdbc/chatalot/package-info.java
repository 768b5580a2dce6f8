/** The stores beside a live Chatalot: all SQL on its tables. */
package io.chatalot.webhooks.adapter.jdbc.chatalot;
