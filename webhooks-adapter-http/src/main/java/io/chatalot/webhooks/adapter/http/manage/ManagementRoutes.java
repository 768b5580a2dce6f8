package io.chatalot.webhooks.adapter.http.manage;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.body.RequestBody;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonFields;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.application.driving.manage.ManagedChannel;
import io.chatalot.webhooks.application.driving.manage.ManagedWebhook;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Routes of Owners and Admins. Each checks the permission before it reads the input. */
public final class ManagementRoutes {
  private static final int MAX_AUDIT_ENTRIES = 1_000;

  private final ManageWebhooks manager;
  private final Templates templates;
  private final SessionGuard sessions;
  private final Supplier<URI> publicUrl;

  public ManagementRoutes(
      ManageWebhooks manager, Templates templates, SessionGuard sessions, Supplier<URI> publicUrl) {
    this.manager = manager;
    this.templates = templates;
    this.sessions = sessions;
    this.publicUrl = publicUrl;
  }

  public void addTo(RouteTable routes) {
    routes
        .post("/api/channels/{channel_id}/webhooks", this::create)
        .get("/api/channels/{channel_id}/webhooks", this::list)
        .get("/api/channels/{channel_id}/webhooks/audit", this::audit)
        .get("/api/webhooks/{webhook_id}", this::show)
        .patch("/api/webhooks/{webhook_id}", this::edit)
        .delete("/api/webhooks/{webhook_id}", this::delete)
        .post("/api/webhooks/{webhook_id}/rotate", this::rotate);
  }

  private void create(Context ctx) {
    ManagedChannel channel = channel(ctx);
    WebhookDraft draft =
        draft(new JsonFields(RequestBody.json(ctx, "name", "avatar_url", "template")));
    Json.answer(ctx, 201, WebhookJson.of(channel.create(draft), publicUrl.get()));
  }

  private void list(Context ctx) {
    Json.answer(ctx, 200, Json.array(channel(ctx).list(), WebhookJson::of));
  }

  private void audit(Context ctx) {
    ManagedChannel channel = channel(ctx);
    int limit = Parameters.limit(ctx, MAX_AUDIT_ENTRIES, MAX_AUDIT_ENTRIES);
    Json.answer(ctx, 200, Json.array(channel.review(limit), WebhookJson::of));
  }

  private void show(Context ctx) {
    Json.answer(ctx, 200, WebhookJson.of(webhook(ctx).shown()));
  }

  private void edit(Context ctx) {
    ManagedWebhook webhook = webhook(ctx);
    WebhookEdit edit =
        edit(new JsonFields(RequestBody.json(ctx, "name", "avatar_url", "template", "active")));
    Json.answer(ctx, 200, WebhookJson.of(webhook.edit(edit)));
  }

  private void rotate(Context ctx) {
    Json.answer(ctx, 200, WebhookJson.of(webhook(ctx).rotate(), publicUrl.get()));
  }

  private void delete(Context ctx) {
    webhook(ctx).delete();
    ctx.status(204);
  }

  private ManagedChannel channel(Context ctx) {
    return manager.channel(sessions.user(ctx), Parameters.channel(ctx));
  }

  private ManagedWebhook webhook(Context ctx) {
    return manager.webhook(sessions.user(ctx), Parameters.webhook(ctx));
  }

  private WebhookDraft draft(JsonFields fields) {
    var violations = new Violations();
    fields.refuseOthers(Set.of("name", "avatar_url", "template"), violations);
    Optional<DisplayName> name =
        violations.check("name", () -> new DisplayName(fields.requiredText("name")));
    Optional<Optional<AvatarUrl>> avatar =
        violations.check("avatar_url", () -> fields.text("avatar_url").map(AvatarUrl::new));
    Optional<Optional<Template>> template =
        violations.check("template", () -> fields.text("template").map(this::template));
    violations.throwIfAny();
    return new WebhookDraft(name.orElseThrow(), avatar.orElseThrow(), template.orElseThrow());
  }

  private WebhookEdit edit(JsonFields fields) {
    var violations = new Violations();
    fields.refuseOthers(Set.of("name", "avatar_url", "template", "active"), violations);
    Optional<DisplayName> name =
        present(fields, "name")
            .flatMap(
                field -> violations.check(field, () -> new DisplayName(notNull(fields, field))));
    Optional<Edit<AvatarUrl>> avatar = edit(fields, "avatar_url", violations, AvatarUrl::new);
    Optional<Edit<Template>> template = edit(fields, "template", violations, this::template);
    Optional<Boolean> active =
        present(fields, "active")
            .flatMap(field -> violations.check(field, () -> fields.bool(field)));
    violations.throwIfAny();
    return new WebhookEdit(
        name, avatar.orElseGet(Edit.Keep::new), template.orElseGet(Edit.Keep::new), active);
  }

  private Template template(String text) {
    var template = new Template(text);
    templates.require(template);
    return template;
  }

  private static Optional<String> present(JsonFields fields, String field) {
    return Optional.of(field).filter(fields::has);
  }

  private static String notNull(JsonFields fields, String field) {
    return fields
        .text(field)
        .orElseThrow(
            () -> WebhookException.invalid(field, ViolationCode.INVALID_TYPE, "must be a string"));
  }

  /** The edit of a field that may be null; empty if the field is absent or wrong. */
  private static <T> Optional<Edit<T>> edit(
      JsonFields fields, String field, Violations violations, Function<String, T> type) {
    return present(fields, field)
        .flatMap(
            there ->
                violations.check(
                    there,
                    () ->
                        fields
                            .text(there)
                            .<Edit<T>>map(text -> new Edit.Set<>(type.apply(text)))
                            .orElseGet(Edit.Remove::new)));
  }
}
