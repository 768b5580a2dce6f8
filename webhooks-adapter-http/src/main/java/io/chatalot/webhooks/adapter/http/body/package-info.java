/**
 * Reads bodies, forms and parameters within bounds of size and time: {@link RequestBody} for our
 * own formats, {@link ForeignBodies} for those of other platforms.
 */
package io.chatalot.webhooks.adapter.http.body;
