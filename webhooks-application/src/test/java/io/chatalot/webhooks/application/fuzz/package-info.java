/**
 * Fuzz targets of callers' input, and helpers that the targets of other modules share. Each class
 * has one target, since each target runs in a JVM of its own.
 */
package io.chatalot.webhooks.application.fuzz;
