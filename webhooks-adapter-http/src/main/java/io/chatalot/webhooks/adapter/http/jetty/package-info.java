/**
 * Bounds of connections, headers, bodies and their deadlines, in Jetty, before a request reaches
 * Javalin: {@link TimedConnection} and {@link WholeBodies}.
 */
package io.chatalot.webhooks.adapter.http.jetty;
