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
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/**
 * Calls of a webhook by its token, the same whatever format they come in: each answer says what is
 * left of the limit that it counts against.
 */
final class Calls {
  /** The limit of each webhook, and that of each client on calls of what does not exist. */
  private static final String WEBHOOK_POLICY = "webhook";

  private static final String MISSES_POLICY = "misses";

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
    Receipt receipt = caller.execute(new Execution(token(ctx), command, key, client(ctx)));
    write(ctx, receipt.quota());
    if (receipt.replayed()) {
      ctx.header("Idempotency-Replayed", "true");
    }
    return receipt.message();
  }

  RenderedMessage edit(Context ctx, MessageContent content) {
    RenderedMessage edited = caller.edit(token(ctx), message(ctx), content, client(ctx));
    write(ctx, caller.quota(token(ctx)));
    return edited;
  }

  void delete(Context ctx) {
    caller.delete(token(ctx), message(ctx), client(ctx));
    write(ctx, caller.quota(token(ctx)));
  }

  RenderedMessage find(Context ctx) {
    RenderedMessage found = caller.message(token(ctx), message(ctx), client(ctx));
    write(ctx, caller.quota(token(ctx)));
    return found;
  }

  Webhook inspect(Context ctx) {
    Webhook webhook = caller.inspect(token(ctx), client(ctx));
    write(ctx, caller.quota(token(ctx)));
    return webhook;
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
        write(ctx, caller.quota(token(ctx)));
        throw refused;
      }
    };
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

  private static MessageId message(Context ctx) {
    return Parameters.message(ctx);
  }

  private static String client(Context ctx) {
    return ClientAddress.limited(ctx);
  }
}
