package io.chatalot.webhooks.adapter.http.tool.template.engine;

/** A part of a template that prints or assigns. */
@FunctionalInterface
interface Statement {
  void render(Run run);
}
