/** JSON, bounded and in UTF-8: {@link Json}. */
package io.chatalot.webhooks.adapter.http.json;
