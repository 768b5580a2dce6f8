package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.CallRefused.Limit;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.application.driving.ExecuteWebhook;
import io.chatalot.webhooks.application.driving.Execution;
import io.chatalot.webhooks.application.driving.InspectWebhook;
import io.chatalot.webhooks.application.driving.Receipt;
import io.chatalot.webhooks.application.driving.RenderedMessage;
import io.chatalot.webhooks.application.driving.ReviseMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What may be done by whoever has a token, which is all the proof there is. */
public final class WebhookCaller implements ExecuteWebhook, ReviseMessage, InspectWebhook {
  /** Looked up when there is no webhook, so that a miss takes the time of a hit. */
  private static final ChannelId NO_CHANNEL = new ChannelId(new UUID(0, 0));

  /** More changes of one webhook than this during one call are a fault, not a race. */
  private static final int MAX_ATTEMPTS = 10;

  private final WebhookStore webhooks;
  private final WebhookCache cache;
  private final Directory directory;
  private final MessageLog messages;
  private final RateLimiter calls;
  private final RateLimiter misses;
  private final Markdown markdown = new Markdown();
  private final Supplier<UUID> ids;
  private final InstantSource clock;

  /** One that looks every webhook up. The parameters are those of the other constructor. */
  public WebhookCaller(
      WebhookStore webhooks,
      Directory directory,
      MessageLog messages,
      RateLimiter calls,
      RateLimiter misses,
      Supplier<UUID> ids,
      InstantSource clock) {
    this(webhooks, WebhookCache.NONE, directory, messages, calls, misses, ids, clock);
  }

  /**
   * @param cache saves look-ups; see there for what it asks of whoever archives channels
   * @param calls limits each webhook
   * @param misses limits each client that calls what does not exist
   * @param ids makes ids that no other call of any node makes; version 7 keeps indexes small
   */
  public WebhookCaller(
      WebhookStore webhooks,
      WebhookCache cache,
      Directory directory,
      MessageLog messages,
      RateLimiter calls,
      RateLimiter misses,
      Supplier<UUID> ids,
      InstantSource clock) {
    this.webhooks = webhooks;
    this.cache = cache;
    this.directory = directory;
    this.messages = messages;
    this.calls = calls;
    this.misses = misses;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Receipt execute(Execution execution) {
    TokenHash token = hash(execution.token());
    Command command = execution.command();
    Optional<Once> once = execution.key().map(key -> new Once(key, Fingerprint.of(command)));
    Webhook webhook =
        cache
            .find(token)
            .filter(cached -> isMeant(cached, execution.webhook()))
            .orElseGet(() -> resolve(token, execution.webhook(), execution.client()));
    requireQuota(token, execution.client());
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Message message =
          webhook.post(
              new MessageId(ids.get()),
              command.content(),
              command.username(),
              command.avatarUrl(),
              now());
      Appended appended = messages.append(new NewMessage(message, webhook.version(), once));
      switch (appended.outcome()) {
        case STORED -> {
          return receipt(appended.message(), false, token);
        }
        case REPLAYED -> {
          return receipt(appended.message(), true, token);
        }
        case KEY_REUSED -> throw keyReused();
        case WEBHOOK_CHANGED -> webhook = resolve(token, execution.webhook(), execution.client());
      }
    }
    throw new WebhookException(Reason.UNAVAILABLE, "The webhook is being changed; try again.");
  }

  @Override
  public Optional<Quota> quota(String token, Optional<WebhookId> webhook) {
    TokenHash hash = hash(token);
    return calls.quota(isLive(hash, webhook) ? hash.hex() : TokenHash.NONE.hex());
  }

  @Override
  public Webhook inspect(String token, Optional<WebhookId> webhook, String client) {
    return resolve(hash(token), webhook, client);
  }

  @Override
  public RenderedMessage message(String token, MessageId id, String client) {
    return render(find(token, id, client));
  }

  @Override
  public RenderedMessage edit(String token, MessageId id, MessageContent content, String client) {
    Message message = find(token, id, client);
    return messages
        .edit(message.channelId(), id, before -> before.edit(content, now()))
        .map(this::render)
        .orElseThrow(WebhookCaller::noSuchMessage);
  }

  @Override
  public void delete(String token, MessageId id, String client) {
    Message message = find(token, id, client);
    if (!messages.delete(message.channelId(), id)) {
      throw noSuchMessage();
    }
  }

  private Message find(String candidate, MessageId id, String client) {
    TokenHash token = hash(candidate);
    Webhook webhook = resolve(token, Optional.empty(), client);
    requireQuota(token, client);
    return messages
        .find(webhook.channelId(), id)
        .filter(message -> message.webhookId().equals(webhook.id()))
        .orElseThrow(WebhookCaller::noSuchMessage);
  }

  /** Whether the token's webhook may be called; no, if that can't be told now. */
  private boolean isLive(TokenHash token, Optional<WebhookId> webhook) {
    try {
      return open(token).filter(found -> isMeant(found, webhook)).isPresent();
    } catch (WebhookException away) {
      return false;
    }
  }

  /** The webhook, if it may be called. All that keeps it from being called looks alike. */
  private Webhook resolve(TokenHash token, Optional<WebhookId> meant, String client) {
    Optional<Webhook> webhook = open(token);
    webhook.ifPresentOrElse(cache::remember, () -> cache.forget(token));
    return webhook.filter(found -> isMeant(found, meant)).orElseThrow(() -> miss(client));
  }

  private static boolean isMeant(Webhook webhook, Optional<WebhookId> meant) {
    return meant.isEmpty() || meant.get().equals(webhook.id());
  }

  private Optional<Webhook> open(TokenHash token) {
    Optional<Webhook> webhook = webhooks.find(token);
    boolean channelOpen =
        directory
            .channel(webhook.map(Webhook::channelId).orElse(NO_CHANNEL))
            .filter(channel -> !channel.archived())
            .isPresent();
    return webhook.filter(found -> found.active() && channelOpen);
  }

  private CallRefused miss(String client) {
    boolean counted = misses.tryAcquire(client);
    return new CallRefused(
        counted ? Reason.NOT_FOUND : Reason.RATE_LIMITED,
        counted ? "No such webhook." : "Too many calls of unknown webhooks.",
        Limit.MISSES,
        misses.quota(client));
  }

  /** Over its limit a webhook is looked up all the same: one that is gone has no limit. */
  private void requireQuota(TokenHash token, String client) {
    if (!calls.tryAcquire(token.hex())) {
      resolve(token, Optional.empty(), client);
      throw new CallRefused(
          Reason.RATE_LIMITED,
          "This webhook is called too often.",
          Limit.WEBHOOK,
          calls.quota(token.hex()));
    }
  }

  private Receipt receipt(Message message, boolean replayed, TokenHash token) {
    return new Receipt(render(message), replayed, calls.quota(token.hex()));
  }

  private RenderedMessage render(Message message) {
    return new RenderedMessage(message, markdown::toHtml);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static TokenHash hash(String candidate) {
    return Token.parse(candidate).map(Token::hash).orElse(TokenHash.NONE);
  }

  private static WebhookException keyReused() {
    return WebhookException.invalid(
        "Idempotency-Key", "reused", "was used within 24 hours for another payload");
  }

  private static WebhookException noSuchMessage() {
    return WebhookException.notFound("message");
  }
}
