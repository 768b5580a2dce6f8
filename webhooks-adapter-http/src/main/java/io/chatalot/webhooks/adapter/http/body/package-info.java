/**
 * Bodies, forms and parameters, read within their bounds: {@link RequestBody} and {@link
 * ForeignBodies}.
 */
package io.chatalot.webhooks.adapter.http.body;
