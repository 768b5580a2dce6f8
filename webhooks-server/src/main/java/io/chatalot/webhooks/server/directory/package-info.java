/**
 * The standalone host: users, sessions, communities, channels and members on PostgreSQL, for a
 * server that has no host platform beside it.
 */
package io.chatalot.webhooks.server.directory;
