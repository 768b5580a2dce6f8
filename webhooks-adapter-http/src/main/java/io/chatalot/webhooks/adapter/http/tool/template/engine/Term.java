package io.chatalot.webhooks.adapter.http.tool.template.engine;

/** An expression that can be evaluated; its values are those of {@link Values}. */
@FunctionalInterface
interface Term {
  Object value(Run run);
}
