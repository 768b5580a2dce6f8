package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;

/** An expression that can be evaluated; its values are those of {@link Values}. */
@FunctionalInterface
interface Term {
  Object value(Run run);
}
