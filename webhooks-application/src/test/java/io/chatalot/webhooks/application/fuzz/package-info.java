/**
 * Fuzz targets of what callers send, and what targets in other modules share with them. Each class
 * has one target, since each is run in a JVM of its own.
 */
package io.chatalot.webhooks.application.fuzz;
