/** Connections and what goes wrong with them: {@link Database}, {@link Outage}. */
package io.chatalot.webhooks.adapter.jdbc.database;
