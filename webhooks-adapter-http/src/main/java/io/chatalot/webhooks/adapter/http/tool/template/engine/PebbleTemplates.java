package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.output.MarkdownOutput;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.RenderMemory;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Scope;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
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

  /** In the measure of {@link Compiled#size}, of which a unit takes some 8 bytes. */
  private static final int MAX_CACHED = 512 * 1024;

  /** More than one rendering can take. */
  private static final long LEAST_MEMORY = 16 * 1024 * 1024;

  private static final int SHARE_OF_HEAP = 8;

  private final TemplateCache cache = new TemplateCache(MAX_CACHED);
  private final RenderMemory memory;

  /** Takes up to an eighth of the heap for all renderings together. */
  public PebbleTemplates() {
    this(Math.max(LEAST_MEMORY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
  }

  PebbleTemplates(long bytes) {
    memory = new RenderMemory(bytes);
  }

  @Override
  public void require(Template template) {
    read(template.text());
  }

  @Override
  public Rendered render(Template template, Object payload, Map<String, String> headers) {
    Compiled compiled = read(template.text());
    try (RenderMemory.Part part = memory.take()) {
      return render(template, compiled, new Run(new Scope(payload, headers), part));
    }
  }

  private static Rendered render(Template template, Compiled compiled, Run run) {
    try {
      compiled.body().render(run);
      return new Rendered(
          MarkdownOutput.of(run.printed()),
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
