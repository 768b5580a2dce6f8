/** Connections and deadlines below Javalin: {@link TimedConnection} and {@link WholeBodies}. */
package io.chatalot.webhooks.adapter.http.jetty;
