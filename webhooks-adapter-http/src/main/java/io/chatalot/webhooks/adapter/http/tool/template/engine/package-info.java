/**
 * The language of templates: Pebble's syntax, read by Pebble's parser and evaluated by a list of
 * known nodes, filters and tests. The entry is {@link PebbleTemplates}.
 */
package io.chatalot.webhooks.adapter.http.tool.template.engine;
