package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MessageJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeAnswer;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeCall;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.Handshakes;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driving.call.SendPayload.Answer;
import io.chatalot.webhooks.application.driving.call.SendPayload.Captured;
import io.chatalot.webhooks.application.driving.call.SendPayload.PayloadKey;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.Webhook;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route for any JSON. The token comes first, since nearly every body is a payload, and since
 * only a live webhook may pass a platform's test of its URL.
 */
public final class TemplateRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/json";

  /** The most bytes of a body (the contract, "Any JSON, by a template"). */
  static final int MAX_BYTES = 256 * 1024;

  private static final String IGNORED = "X-Webhook-Ignored";
  private static final String NOTHING = "the template renders nothing";

  /** Headers with the id of a delivery, which a repeated delivery has too. */
  private static final List<String> DELIVERIES =
      List.of("X-GitHub-Delivery", "X-Forgejo-Delivery", "X-Gitea-Delivery", "X-Gogs-Delivery");

  private final Calls calls;
  private final ForeignBodies bodies;
  private final Composition composition;
  private final Handshakes handshakes;

  public TemplateRoutes(Calls calls, ForeignBodies bodies, Templates templates) {
    this.calls = calls;
    this.bodies = bodies;
    this.composition = new Composition(templates);
    this.handshakes = new Handshakes(calls.limit());
  }

  public void addTo(RouteTable routes) {
    routes
        .taking(MAX_BYTES)
        .get(PATH, calls.limited(this::test))
        .options(PATH, Handshakes.REQUEST_ORIGIN, calls.limited(this::test))
        .post(PATH, calls.limited(this::send));
  }

  private void test(Context ctx) {
    calls.inspect(ctx);
    handshakes.answer(call(ctx, Optional.empty())).ifPresent(answer -> write(ctx, answer));
  }

  private void send(Context ctx) {
    calls.requireLive(ctx);
    var violations = new Violations();
    Optional<Optional<IdempotencyKey>> key = key(ctx, violations);
    Optional<Boolean> wait = violations.check("wait", () -> Parameters.flag(ctx, "wait"));
    violations.throwIfAny();
    Map<String, String> headers = Secrets.without(headers(ctx));
    Webhook webhook = calls.admitted(ctx);
    Payload payload = bodies.readAny(ctx, MAX_BYTES, json -> read(ctx, json, headers, webhook));
    if (payload.test().isPresent()) {
      calls.inspect(ctx);
      write(ctx, payload.test().get());
      return;
    }
    payload.headers().forEach(ctx::header);
    Answer answer =
        calls.send(
            ctx,
            current -> payload.composed(current, work -> bodies.again(ctx, work)),
            key.orElseThrow().map(given -> new PayloadKey(given, payload.fingerprint())));
    calls.capture(ctx, () -> new Captured(payload.withoutSecrets(), headers));
    write(ctx, answer, wait.orElseThrow());
  }

  private Payload read(Context ctx, JsonNode json, Map<String, String> headers, Webhook webhook) {
    Object values = PlainValues.of(json);
    HandshakeCall call = call(ctx, Optional.ofNullable(values));
    return handshakes
        .answer(call)
        .map(Payload::of)
        .orElseGet(() -> new Payload(json, values, headers, call, composition, webhook));
  }

  private static Optional<Optional<IdempotencyKey>> key(Context ctx, Violations violations) {
    Optional<Optional<IdempotencyKey>> given =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    return given.isPresent() && given.get().isEmpty()
        ? violations.check(
            DELIVERIES.get(0),
            () ->
                DELIVERIES.stream()
                    .map(ctx::header)
                    .filter(value -> value != null && !value.isBlank())
                    .findFirst()
                    .map(IdempotencyKey::parse))
        : given;
  }

  private static HandshakeCall call(Context ctx, Optional<Object> payload) {
    return new HandshakeCall(
        ctx.req().getMethod(),
        name -> Parameters.text(ctx, name),
        name -> Optional.ofNullable(ctx.header(name)),
        payload.filter(value -> !(value instanceof String text && text.isBlank())));
  }

  private static List<Map.Entry<String, String>> headers(Context ctx) {
    return Collections.list(ctx.req().getHeaderNames()).stream()
        .map(name -> Map.entry(name, ctx.req().getHeader(name)))
        .toList();
  }

  private static void write(Context ctx, HandshakeAnswer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    answer.type().ifPresent(type -> ctx.contentType(type).result(answer.body()));
  }

  private static void write(Context ctx, Answer answer, boolean wait) {
    if (!answer.sent()) {
      ctx.status(204).header(IGNORED, NOTHING);
    } else if (wait && answer.message().isPresent()) {
      Json.answer(ctx, 200, MessageJson.of(answer.message().get()));
    } else {
      ctx.status(200);
    }
  }
}
