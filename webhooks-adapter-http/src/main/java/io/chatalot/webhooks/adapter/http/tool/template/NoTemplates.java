package io.chatalot.webhooks.adapter.http.tool.template;

import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Map;

/** Takes no template, for embedders who leave the engine out. */
public final class NoTemplates implements Templates {
  @Override
  public void require(Template template) {
    throw refusal();
  }

  @Override
  public Rendered render(Template template, Object payload, Map<String, String> headers) {
    throw refusal();
  }

  private static WebhookException refusal() {
    return WebhookException.invalid(
        "template", ViolationCode.NOT_ALLOWED, "must be absent: this service has no templates");
  }
}
