package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Map;
import java.util.Optional;

/**
 * Templates in the language of Pebble, without its ways to other templates, to Java and to the
 * time. Needs {@code io.pebbletemplates:pebble}, an optional dependency. Safe for use by many
 * threads.
 */
public final class PebbleTemplates implements Templates {
  private static final String FIELD = "template";
  private static final int MAX_CACHED = 256 * 1024;

  private final TemplateCache cache = new TemplateCache(MAX_CACHED);

  @Override
  public void require(Template template) {
    read(template.text());
  }

  @Override
  public Rendered render(Template template, Object payload, Map<String, String> headers) {
    Compiled compiled = read(template.text());
    var run = new Run(new Scope(payload, headers));
    try {
      compiled.body().render(run);
      return new Rendered(
          run.printed(),
          assigned(run, "username"),
          assigned(run, "avatar_url"),
          assigned(run, "key"));
    } catch (Fault fault) {
      throw invalid(fault, template.text(), run.place());
    }
  }

  private static Optional<String> assigned(Run run, String name) {
    Object value = run.scope().assigned(name);
    return value == null ? Optional.empty() : Optional.of(Values.text(run, value));
  }

  private Compiled read(String text) {
    try {
      return cache.get(text);
    } catch (Fault fault) {
      throw invalid(fault, text, 0);
    }
  }

  private static WebhookException invalid(Fault fault, String text, int place) {
    return WebhookException.invalid(FIELD, ViolationCode.INVALID_VALUE, fault.in(text, place));
  }
}
