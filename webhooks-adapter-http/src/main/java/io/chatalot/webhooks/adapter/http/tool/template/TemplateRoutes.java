package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeAnswer;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.Handshakes;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/**
 * The route for any JSON. The token comes first, since nearly every body is a payload, and since
 * only a live webhook may pass a platform's test of its URL.
 */
public final class TemplateRoutes {
  static final String PATH = ExecutionRoutes.EXECUTE + "/json";

  /** The most bytes of a body (the contract, "Any JSON, by a template"). */
  static final int MAX_BYTES = 256 * 1024;

  /** Headers with the id of a delivery, which a repeated delivery has too. */
  private static final List<String> DELIVERIES =
      List.of("X-GitHub-Delivery", "X-Forgejo-Delivery", "X-Gitea-Delivery", "X-Gogs-Delivery");

  private final Calls calls;
  private final ForeignBodies bodies;
  private final Payloads payloads;
  private final Handshakes handshakes;

  public TemplateRoutes(Calls calls, ForeignBodies bodies, Payloads payloads) {
    this.calls = calls;
    this.bodies = bodies;
    this.payloads = payloads;
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
    handshakes
        .answer(HandshakeCalls.of(ctx, Optional.empty()))
        .ifPresent(answer -> write(ctx, answer));
  }

  private void send(Context ctx) {
    calls.requireLive(ctx);
    var violations = new Violations();
    Optional<Optional<IdempotencyKey>> key = key(ctx, violations);
    Optional<Boolean> wait = violations.check("wait", () -> Parameters.flag(ctx, "wait"));
    violations.throwIfAny();
    Payloads.Reading reading = payloads.reading(ctx);
    Payload payload = payload(ctx, reading);
    if (payload.test().isPresent()) {
      calls.inspect(ctx);
      write(ctx, payload.test().get());
    } else {
      payloads.send(ctx, reading, payload, key.orElseThrow(), wait.orElseThrow());
    }
  }

  private Payload payload(Context ctx, Payloads.Reading reading) {
    try {
      return bodies.readAny(ctx, MAX_BYTES, json -> payload(ctx, reading, json));
    } catch (MalformedJson malformed) {
      throw WebhookException.invalid("body", ViolationCode.MALFORMED_JSON, malformed.getMessage());
    }
  }

  private Payload payload(Context ctx, Payloads.Reading reading, JsonNode json) {
    Object values = PlainValues.of(json);
    return handshakes
        .answer(HandshakeCalls.of(ctx, Optional.ofNullable(values)))
        .map(Payload::of)
        .orElseGet(() -> reading.read(json, values));
  }

  private static Optional<Optional<IdempotencyKey>> key(Context ctx, Violations violations) {
    Optional<Optional<IdempotencyKey>> given =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    return given.isPresent() && given.get().isEmpty()
        ? Optional.of(DELIVERIES.stream().flatMap(name -> delivery(ctx, name).stream()).findFirst())
        : given;
  }

  /** An id that is no key counts as none, since such senders cannot be mended. */
  private static Optional<IdempotencyKey> delivery(Context ctx, String header) {
    try {
      return Optional.ofNullable(ctx.header(header))
          .filter(value -> !value.isBlank())
          .map(IdempotencyKey::parse);
    } catch (WebhookException unusable) {
      return Optional.empty();
    }
  }

  private static void write(Context ctx, HandshakeAnswer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    answer.type().ifPresent(type -> ctx.contentType(type).result(answer.body()));
  }
}
