package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.application.driving.Execution;
import io.chatalot.webhooks.application.driving.Receipt;
import io.chatalot.webhooks.application.driving.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/**
 * Calls of a webhook by its token, the same whatever format they come in: each answer says what is
 * left of the limit that it counts against.
 */
final class Calls {
  /** The limit of each webhook, and that of each client on calls of what does not exist. */
  static final String WEBHOOK_POLICY = "webhook";

  static final String MISSES_POLICY = "misses";

  private final WebhookCaller caller;
  private final QuotaWriter quotas;

  Calls(WebhookCaller caller) {
    this(caller, RateLimitHeaders::write);
  }

  private Calls(WebhookCaller caller, QuotaWriter quotas) {
    this.caller = caller;
    this.quotas = quotas;
  }

  /** The same calls, whose callers look for the limit elsewhere as well. */
  Calls telling(QuotaWriter others) {
    return new Calls(
        caller,
        (ctx, policy, quota) -> {
          quotas.write(ctx, policy, quota);
          others.write(ctx, policy, quota);
        });
  }

  /** Sends a message, and says whether an earlier call with the same key has. */
  RenderedMessage execute(Context ctx, Command command, Optional<IdempotencyKey> key) {
    Receipt receipt =
        caller.execute(new Execution(token(ctx), meant(ctx), command, key, client(ctx)));
    write(ctx, receipt.quota());
    if (receipt.replayed()) {
      ctx.header("Idempotency-Replayed", "true");
    }
    return receipt.message();
  }

  RenderedMessage edit(Context ctx, MessageContent content) {
    requireMeant(ctx);
    RenderedMessage edited = caller.edit(token(ctx), message(ctx), content, client(ctx));
    write(ctx, quota(ctx));
    return edited;
  }

  void delete(Context ctx) {
    requireMeant(ctx);
    caller.delete(token(ctx), message(ctx), client(ctx));
    write(ctx, quota(ctx));
  }

  RenderedMessage find(Context ctx) {
    requireMeant(ctx);
    RenderedMessage found = caller.message(token(ctx), message(ctx), client(ctx));
    write(ctx, quota(ctx));
    return found;
  }

  Webhook inspect(Context ctx) {
    Webhook webhook = caller.inspect(token(ctx), meant(ctx), client(ctx));
    write(ctx, quota(ctx));
    return webhook;
  }

  /**
   * Before a large body is read, so that nobody sends one with a token that is none.
   *
   * @throws WebhookException as an inspection does
   */
  void requireLive(Context ctx) {
    caller.inspect(token(ctx), meant(ctx), client(ctx));
  }

  /** Puts the limit that an answer counts against on it when the handler refuses, too. */
  Handler limited(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (CallRefused refused) {
        refused.quota().ifPresent(quota -> quotas.write(ctx, policy(refused), quota));
        throw refused;
      } catch (WebhookException | HttpRefusal | MalformedJson refused) {
        write(ctx, quota(ctx));
        throw refused;
      }
    };
  }

  /** Looked up by itself: a token never becomes that of another webhook. */
  private void requireMeant(Context ctx) {
    Optional<WebhookId> meant = meant(ctx);
    if (meant.isPresent()) {
      caller.inspect(token(ctx), meant, client(ctx));
    }
  }

  private Optional<Quota> quota(Context ctx) {
    return caller.quota(token(ctx), meant(ctx));
  }

  private void write(Context ctx, Optional<Quota> quota) {
    quota.ifPresent(left -> quotas.write(ctx, WEBHOOK_POLICY, left));
  }

  private static String policy(CallRefused refused) {
    return refused.limit() == CallRefused.Limit.WEBHOOK ? WEBHOOK_POLICY : MISSES_POLICY;
  }

  private static String token(Context ctx) {
    return ctx.pathParam("token");
  }

  /** The webhook that the address names beside its token, if it does. */
  private static Optional<WebhookId> meant(Context ctx) {
    return ctx.pathParamMap().containsKey("webhook_id")
        ? Optional.of(Parameters.webhook(ctx))
        : Optional.empty();
  }

  private static MessageId message(Context ctx) {
    return Parameters.message(ctx);
  }

  private static String client(Context ctx) {
    return ClientAddress.limited(ctx);
  }
}
