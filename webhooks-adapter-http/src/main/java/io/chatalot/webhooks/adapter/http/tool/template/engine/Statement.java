package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;

/** A part of a template that prints or assigns. */
@FunctionalInterface
interface Statement {
  void render(Run run);
}
