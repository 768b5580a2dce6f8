/**
 * The pool of connections: {@link DataSources}; {@link Readiness} says whether the database stores.
 */
package io.chatalot.webhooks.server.database;
