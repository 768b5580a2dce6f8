package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.body.RequestBody;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonFields;
import io.chatalot.webhooks.adapter.http.json.JsonTime;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composed;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.application.driving.manage.ManagedWebhook;
import io.chatalot.webhooks.application.driving.manage.WriteTemplate.Preview;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Routes for Owners and Admins who write a template: preview and capture. */
public final class WritingRoutes {
  private static final String PREVIEW = "/api/webhooks/{webhook_id}/template/preview";
  private static final String CAPTURE = "/api/webhooks/{webhook_id}/template/capture";

  /** A template beside the largest payload. */
  private static final int MAX_BYTES = TemplateRoutes.MAX_BYTES + 64 * 1024;

  private static final int PREVIEWS_AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore previews = new Semaphore(PREVIEWS_AT_ONCE, true);
  private final ManageWebhooks manager;
  private final SessionGuard sessions;
  private final ForeignBodies turns;
  private final Templates templates;
  private final Composition composition;

  /**
   * @param turns runs previews
   */
  public WritingRoutes(
      ManageWebhooks manager, SessionGuard sessions, ForeignBodies turns, Templates templates) {
    this.manager = manager;
    this.sessions = sessions;
    this.turns = turns;
    this.templates = templates;
    this.composition = new Composition(templates);
  }

  public void addTo(RouteTable routes) {
    routes.taking(MAX_BYTES).post(PREVIEW, this::preview);
    routes.post(CAPTURE, this::beginCapture).get(CAPTURE, this::captured);
  }

  /** Reads few payloads at once, since a tree takes many times the memory of its text. */
  private void preview(Context ctx) {
    ManagedWebhook webhook = webhook(ctx);
    if (!isTurn()) {
      throw new HttpRefusal(Problem.unavailable("Too many previews at once; try again."));
    }
    try {
      preview(ctx, webhook, RequestBody.withPayload(ctx, MAX_BYTES));
    } finally {
      previews.release();
    }
  }

  private boolean isTurn() {
    try {
      return previews.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void preview(Context ctx, ManagedWebhook webhook, JsonNode body) {
    var fields = new JsonFields(body);
    var violations = new Violations();
    fields.refuseOthers(Set.of("template", "payload", "headers"), violations);
    Optional<Optional<Template>> template =
        violations.check("template", () -> fields.text("template").map(this::template));
    Optional<JsonNode> payload = violations.check("payload", () -> payload(body));
    Optional<Map<String, String>> headers = violations.check("headers", () -> headers(body));
    violations.throwIfAny();
    Optional<Composed> composed =
        turns.again(
            ctx,
            () ->
                composition.preview(
                    template.orElseThrow(), payload.orElseThrow(), headers.orElseThrow()));
    Json.answer(
        ctx,
        200,
        composed
            .map(said -> json(webhook.preview(said.command())))
            .orElseGet(() -> Json.object().put("ignored", true)));
  }

  private Template template(String text) {
    var template = new Template(text);
    templates.require(template);
    return template;
  }

  private static JsonNode payload(JsonNode body) {
    if (!body.has("payload")) {
      throw WebhookException.invalid("payload", ViolationCode.REQUIRED, "is required");
    }
    return body.get("payload");
  }

  private static Map<String, String> headers(JsonNode body) {
    JsonNode headers = body.path("headers");
    if (headers.isMissingNode() || headers.isNull()) {
      return Map.of();
    }
    var given = new ArrayList<Map.Entry<String, String>>();
    headers
        .properties()
        .forEach(member -> given.add(Map.entry(member.getKey(), member.getValue().asText())));
    if (!headers.isObject()
        || !headers.properties().stream().allMatch(m -> m.getValue().isTextual())) {
      throw WebhookException.invalid(
          "headers", ViolationCode.INVALID_TYPE, "must be an object of strings");
    }
    return Secrets.without(given);
  }

  private static ObjectNode json(Preview preview) {
    return Json.object()
        .put("content", preview.content().value())
        .put("content_html", preview.contentHtml())
        .put("username", preview.username().value())
        .put("avatar_url", preview.avatarUrl().map(AvatarUrl::value).orElse(null));
  }

  private void beginCapture(Context ctx) {
    Json.answer(ctx, 202, Json.object().put("until", JsonTime.of(webhook(ctx).beginCapture())));
  }

  private void captured(Context ctx) {
    CapturedPayload kept =
        webhook(ctx).captured().orElseThrow(() -> WebhookException.notFound("captured payload"));
    ObjectNode json = Json.object();
    // The stored text is JSON; a tree would take many times its memory.
    json.putRawValue("payload", new RawValue(kept.payload()));
    ObjectNode headers = json.putObject("headers");
    kept.headers().forEach(headers::put);
    Json.answer(ctx, 200, json.put("received_at", JsonTime.of(kept.receivedAt())));
  }

  private ManagedWebhook webhook(Context ctx) {
    return manager.webhook(sessions.user(ctx), Parameters.webhook(ctx));
  }
}
