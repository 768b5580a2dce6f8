package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeAnswer;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeCall;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.Handshakes;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composed;
import io.chatalot.webhooks.domain.Sha256;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A payload that was read and composed by the template of one version of its webhook. It keeps the
 * payload's text and not its tree, which takes many times the memory. For one thread at a time.
 */
final class Payload {
  private final Optional<HandshakeAnswer> test;
  private final Map<String, String> answerHeaders;
  private final String text;
  private final Attempt attempt;

  private Payload(
      Optional<HandshakeAnswer> test,
      Map<String, String> answerHeaders,
      String text,
      Attempt attempt) {
    this.test = test;
    this.answerHeaders = answerHeaders;
    this.text = text;
    this.attempt = attempt;
  }

  /** A request that is a platform's test of the URL. */
  static Payload of(HandshakeAnswer test) {
    return new Payload(Optional.of(test), Map.of(), "", Attempt.NONE);
  }

  /**
   * Reads a payload.
   *
   * @param values the JSON's plain values
   * @param headers what a template may see
   */
  Payload(
      JsonNode json,
      Object values,
      Map<String, String> headers,
      HandshakeCall call,
      Composition composition,
      Webhook webhook) {
    this(
        Optional.empty(),
        Handshakes.headers(call),
        Json.text(json),
        Handshakes.confirmation(call)
            .map(Attempt::fixed)
            .orElseGet(() -> Attempt.of(json, values, headers, composition, webhook)));
  }

  /** The answer to a platform's test; empty if the request is a payload. */
  Optional<HandshakeAnswer> test() {
    return test;
  }

  /** Headers of the answer. */
  Map<String, String> headers() {
    return answerHeaders;
  }

  /** Equal for equal payloads, and different from those of all other addresses. */
  String fingerprint() {
    return new Sha256().add("json").add((byte) 0).add(text).hex();
  }

  /** The payload's JSON for its managers. */
  String withoutSecrets() {
    return Json.text(Secrets.masked(Json.parse(text)));
  }

  /**
   * The message by the webhook's template.
   *
   * @param turn runs work that takes a processor's time
   */
  Optional<Composed> composed(
      Webhook webhook, Function<Supplier<Optional<Composed>>, Optional<Composed>> turn) {
    return attempt.isFor(webhook)
        ? attempt.outcome()
        : turn.apply(() -> attempt.again(webhook, Json.parse(text)));
  }

  /** One composition, with its fault if it failed: a repeat of a call is answered all the same. */
  private record Attempt(
      Optional<Long> version,
      Optional<Composed> composed,
      Optional<WebhookException> fault,
      Map<String, String> headers,
      Optional<Composition> composition) {
    static final Attempt NONE = fixed("");

    static Attempt fixed(String markdown) {
      return new Attempt(
          Optional.empty(), Composition.of(markdown), Optional.empty(), Map.of(), Optional.empty());
    }

    static Attempt of(
        JsonNode json,
        Object values,
        Map<String, String> headers,
        Composition composition,
        Webhook webhook) {
      Optional<Composed> composed = Optional.empty();
      Optional<WebhookException> fault = Optional.empty();
      try {
        composed = composition.compose(webhook.template(), json, values, headers);
      } catch (WebhookException failed) {
        fault = Optional.of(failed);
      }
      return new Attempt(
          Optional.of(webhook.version()), composed, fault, headers, Optional.of(composition));
    }

    boolean isFor(Webhook webhook) {
      return version.isEmpty() || version.get() == webhook.version();
    }

    Optional<Composed> outcome() {
      fault.ifPresent(
          failed -> {
            throw failed;
          });
      return composed;
    }

    Optional<Composed> again(Webhook webhook, JsonNode json) {
      return composition
          .orElseThrow()
          .compose(webhook.template(), json, PlainValues.of(json), headers);
    }
  }
}
