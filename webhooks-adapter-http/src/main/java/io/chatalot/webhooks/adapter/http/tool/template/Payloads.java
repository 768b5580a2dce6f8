package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.body.ForeignBodies;
import io.chatalot.webhooks.adapter.http.call.Calls;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MessageJson;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeCall;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driving.call.SendPayload.Answer;
import io.chatalot.webhooks.application.driving.call.SendPayload.Captured;
import io.chatalot.webhooks.application.driving.call.SendPayload.PayloadKey;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Webhook;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends payloads as the webhook's template shows them, and answers their callers. */
public final class Payloads {
  /** Most characters of another address's payload for which a template is tried. */
  public static final int MAX_LENGTH = TemplateRoutes.MAX_BYTES;

  private static final String IGNORED = "X-Webhook-Ignored";
  private static final String NOTHING = "the template renders nothing";

  private final Calls calls;
  private final ForeignBodies bodies;
  private final Composition composition;

  public Payloads(Calls calls, ForeignBodies bodies, Templates templates) {
    this.calls = calls;
    this.bodies = bodies;
    this.composition = new Composition(templates);
  }

  /**
   * Sends a payload of another address that is none of that address's own.
   *
   * @param json at most {@link #MAX_LENGTH} characters
   */
  public void sendOther(Context ctx, String json, Optional<IdempotencyKey> key) {
    calls.requireLive(ctx);
    Reading reading = reading(ctx);
    Payload payload =
        bodies.again(
            ctx,
            () -> {
              JsonNode tree = Json.parse(json);
              return reading.read(tree, PlainValues.of(tree));
            });
    send(ctx, reading, payload, key, false);
  }

  /** Prepares to read the payload of an admitted call, on the thread of its request. */
  Reading reading(Context ctx) {
    return new Reading(
        calls.admitted(ctx),
        Secrets.without(headers(ctx)),
        HandshakeCalls.of(ctx, Optional.empty()),
        composition);
  }

  private static List<Map.Entry<String, String>> headers(Context ctx) {
    return Collections.list(ctx.req().getHeaderNames()).stream()
        .map(name -> Map.entry(name, ctx.req().getHeader(name)))
        .toList();
  }

  /** Sends a payload that is no test of the URL, and answers. */
  void send(
      Context ctx, Reading reading, Payload payload, Optional<IdempotencyKey> key, boolean wait) {
    payload.headers().forEach(ctx::header);
    Answer answer;
    try {
      answer =
          calls.send(
              ctx,
              current -> payload.composed(current, work -> bodies.again(ctx, work)),
              key.map(given -> new PayloadKey(given, payload.fingerprint())));
    } finally {
      // Also after a failed rendering: its author needs exactly this payload.
      calls.capture(ctx, () -> new Captured(payload.withoutSecrets(), reading.headers()));
    }
    if (!answer.sent()) {
      ctx.status(204).header(IGNORED, NOTHING);
    } else if (wait && answer.message().isPresent()) {
      Json.answer(ctx, 200, MessageJson.of(answer.message().get()));
    } else {
      ctx.status(200);
    }
  }

  /**
   * What reading a payload needs of its request.
   *
   * @param webhook may be out of date
   * @param headers what a template may see
   * @param call the request without its payload
   */
  record Reading(
      Webhook webhook, Map<String, String> headers, HandshakeCall call, Composition composition) {
    /**
     * @param values the JSON's plain values
     */
    Payload read(JsonNode json, Object values) {
      var whole =
          new HandshakeCall(
              call.method(), call.query(), call.header(), Optional.ofNullable(values));
      return new Payload(json, values, headers, whole, composition, webhook);
    }
  }
}
