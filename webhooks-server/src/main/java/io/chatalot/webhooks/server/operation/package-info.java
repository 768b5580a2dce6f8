/**
 * What keeps a server running and tells about it: {@link Metrics}, {@link Housekeeping}, {@link
 * FatalErrors}.
 */
package io.chatalot.webhooks.server.operation;
