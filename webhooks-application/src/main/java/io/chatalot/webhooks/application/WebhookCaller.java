package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.CallWebhooks;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.application.markdown.Markdown;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Serves callers, who prove themselves by a token and by nothing else. */
public final class WebhookCaller implements CallWebhooks {
  /** More changes of one webhook during one call are a fault, not a race. */
  static final int MAX_ATTEMPTS = 10;

  private final Gate gate;
  private final Settlement settlement;
  private final MessageLog messages;
  private final PayloadCalls payloads;
  private final Markdown markdown = new Markdown();
  private final Supplier<UUID> ids;

  /**
   * Creates a caller that looks every webhook up and keeps no refusals; see the other constructor
   * for the parameters.
   */
  public WebhookCaller(
      WebhookStore webhooks,
      Directory directory,
      MessageLog messages,
      RateLimiter calls,
      RateLimiter misses,
      Supplier<UUID> ids,
      InstantSource clock) {
    this(
        webhooks,
        WebhookCache.NONE,
        directory,
        messages,
        calls,
        misses,
        Refusals.NONE,
        PayloadCaptures.NONE,
        ids,
        clock);
  }

  /**
   * @param cache saves look-ups; its Javadoc says how an embedder archives channels
   * @param calls limits each webhook
   * @param misses limits the calls of each client with unknown tokens
   * @param refusals takes the refused calls of known webhooks, after their answers
   * @param captures keeps payloads that managers wait for
   * @param ids makes ids that no other call of any node makes; version 7 keeps indexes small
   * @param clock for how long this node remembers a miss; times of messages are the log's
   */
  public WebhookCaller(
      WebhookStore webhooks,
      WebhookCache cache,
      Directory directory,
      MessageLog messages,
      RateLimiter calls,
      RateLimiter misses,
      Refusals refusals,
      PayloadCaptures captures,
      Supplier<UUID> ids,
      InstantSource clock) {
    var tokens = new Tokens(webhooks, cache, directory, clock);
    this.gate = new Gate(tokens, calls, misses);
    this.settlement = new Settlement(tokens, gate, refusals);
    this.messages = messages;
    this.ids = ids;
    this.payloads = new PayloadCalls(gate, messages, captures, this::render, ids);
  }

  @Override
  public Admission admit(Credentials credentials) {
    return gate.admit(credentials);
  }

  @Override
  public void requireNotHeldBack(Credentials credentials) {
    gate.requireNotHeldBack(credentials);
  }

  @Override
  public Limits limits() {
    return gate.limits();
  }

  @Override
  public void settle(List<RefusedCall> calls) {
    settlement.settle(calls);
  }

  @Override
  public Receipt execute(Execution execution) {
    return execute(admit(execution.credentials()), execution.command(), execution.key());
  }

  @Override
  public Receipt execute(Admission admission, Command command, Optional<IdempotencyKey> key) {
    Optional<Once> once = key.map(given -> new Once(given, Fingerprint.of(command)));
    Webhook webhook = admission.webhook();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      MessageDraft message = message(webhook, command);
      Appended appended = messages.append(new NewMessage(message, webhook.version(), once));
      switch (appended.outcome()) {
        case STORED, REPLAYED -> {
          boolean replayed = appended.outcome() == Outcome.REPLAYED;
          RenderedMessage safe = render(appended.message().orElseThrow());
          return new Receipt(safe, replayed, admission.quota());
        }
        case KEY_REUSED -> throw keyReused();
        case BUSY -> throw locked();
        case WEBHOOK_CHANGED -> webhook = gate.lookUp(admission.credentials());
      }
    }
    throw changing();
  }

  @Override
  public Answer send(Admission admission, Composer composer, Optional<PayloadKey> key) {
    return payloads.send(
        admission, composer, key.map(given -> new Once(given.key(), given.fingerprint())));
  }

  @Override
  public void capture(Admission admission, Supplier<Captured> payload) {
    payloads.capture(admission.webhook().id(), payload);
  }

  @Override
  public Kept put(Admission admission, Command command, MessageKey key) {
    return put(admission, command, key, false);
  }

  @Override
  public Kept putLast(Admission admission, Command command, MessageKey key) {
    return put(admission, command, key, true);
  }

  private Kept put(Admission admission, Command command, MessageKey key, boolean last) {
    Webhook webhook = admission.webhook();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      MessageDraft message = message(webhook, command);
      Put put = messages.put(new KeyedMessage(message, webhook.version(), key, last));
      if (put.outcome() != Put.Outcome.WEBHOOK_CHANGED) {
        RenderedMessage kept = render(put.message().orElseThrow());
        return new Kept(kept, put.outcome() == Put.Outcome.STORED);
      }
      webhook = gate.lookUp(admission.credentials());
    }
    throw changing();
  }

  @Override
  public void delete(Admission admission, MessageKey key) {
    Webhook sender = gate.current(admission);
    if (!messages.delete(sender.channelId(), sender.id(), key)) {
      throw noSuchMessage();
    }
  }

  private MessageDraft message(Webhook webhook, Command command) {
    return webhook.post(
        new MessageId(ids.get()), command.content(), command.username(), command.avatarUrl());
  }

  static WebhookException locked() {
    return new WebhookException(
        Reason.UNAVAILABLE, "The channel is locked at the moment; try again.");
  }

  static WebhookException changing() {
    return new WebhookException(Reason.UNAVAILABLE, "The webhook is being changed; try again.");
  }

  @Override
  public Webhook inspect(Admission admission) {
    return gate.current(admission);
  }

  @Override
  public RenderedMessage message(Admission admission, MessageId id) {
    Webhook webhook = gate.current(admission);
    return messages
        .find(webhook.channelId(), id)
        .filter(message -> message.webhookId().equals(webhook.id()))
        .map(this::render)
        .orElseThrow(WebhookCaller::noSuchMessage);
  }

  @Override
  public RenderedMessage edit(Admission admission, MessageId id, MessageContent content) {
    Webhook sender = gate.current(admission);
    return messages
        .edit(sender.channelId(), sender.id(), id, content)
        .map(this::render)
        .orElseThrow(WebhookCaller::noSuchMessage);
  }

  @Override
  public void delete(Admission admission, MessageId id) {
    Webhook sender = gate.current(admission);
    if (!messages.delete(sender.channelId(), sender.id(), id)) {
      throw noSuchMessage();
    }
  }

  private RenderedMessage render(Message message) {
    return new RenderedMessage(message, markdown::toHtml);
  }

  static WebhookException keyReused() {
    return WebhookException.invalid(
        "Idempotency-Key",
        ViolationCode.REUSED,
        "was already used for a different payload in the last 24 hours");
  }

  private static WebhookException noSuchMessage() {
    return WebhookException.notFound("message");
  }
}
