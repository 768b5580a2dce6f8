package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.driving.CallRefused;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.application.driving.Execution;
import io.chatalot.webhooks.application.driving.Receipt;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/** What whoever has a webhook's URL does with it. */
final class ExecutionRoutes {
  static final String PREFIX = "/api/webhooks/execute/";

  private static final String EXECUTE = PREFIX + "{token}";
  private static final String MESSAGE = EXECUTE + "/messages/{message_id}";

  /** The limit of each webhook, and that of each client on calls of what does not exist. */
  private static final String WEBHOOK_POLICY = "webhook";

  private static final String MISSES_POLICY = "misses";

  private final WebhookCaller caller;

  ExecutionRoutes(WebhookCaller caller) {
    this.caller = caller;
  }

  void addTo(RouteTable routes) {
    routes
        .nothing("/api/webhooks/execute")
        .post(EXECUTE, limited(this::execute))
        .patch(MESSAGE, limited(this::edit))
        .delete(MESSAGE, limited(this::delete));
  }

  /** The payload is checked before the token, so a wrong one is told whatever the token. */
  private void execute(Context ctx) {
    var violations = new Violations();
    JsonFields fields = payload(ctx);
    Optional<Command> command = Command.of(fields, violations);
    Optional<Optional<IdempotencyKey>> key =
        violations.check("Idempotency-Key", () -> Parameters.idempotencyKey(ctx));
    Optional<Boolean> wait = violations.check("wait", () -> Parameters.flag(ctx, "wait"));
    violations.throwIfAny();
    Receipt receipt =
        caller.execute(
            new Execution(token(ctx), command.orElseThrow(), key.orElseThrow(), client(ctx)));
    writeQuota(ctx, receipt.quota());
    if (receipt.replayed()) {
      ctx.header("Idempotency-Replayed", "true");
    }
    if (wait.orElseThrow()) {
      Json.answer(ctx, 200, MessageJson.of(receipt.message()));
    } else {
      ctx.status(200);
    }
  }

  private void edit(Context ctx) {
    JsonFields fields = payload(ctx);
    var violations = new Violations();
    Optional<MessageContent> content =
        violations.check("content", () -> new MessageContent(fields.requiredText("content")));
    violations.throwIfAny();
    var edited =
        caller.edit(token(ctx), Parameters.message(ctx), content.orElseThrow(), client(ctx));
    writeQuota(ctx, caller.quota(token(ctx)));
    Json.answer(ctx, 200, MessageJson.of(edited));
  }

  private void delete(Context ctx) {
    caller.delete(token(ctx), Parameters.message(ctx), client(ctx));
    writeQuota(ctx, caller.quota(token(ctx)));
    ctx.status(204);
  }

  /**
   * Malformed JSON is one more way of a wrong payload here, since the guide knows one answer only.
   */
  private static JsonFields payload(Context ctx) {
    try {
      return new JsonFields(RequestBody.json(ctx));
    } catch (MalformedJson malformed) {
      throw WebhookException.invalid("body", "malformed_json", malformed.getMessage());
    }
  }

  /** Puts the limit that an answer counts against on it, whatever the answer. */
  private Handler limited(Handler handler) {
    return ctx -> {
      try {
        handler.handle(ctx);
      } catch (CallRefused refused) {
        refused.quota().ifPresent(quota -> RateLimitHeaders.write(ctx, policy(refused), quota));
        throw refused;
      } catch (WebhookException | HttpRefusal refused) {
        writeQuota(ctx, caller.quota(token(ctx)));
        throw refused;
      }
    };
  }

  private static void writeQuota(Context ctx, Optional<Quota> quota) {
    quota.ifPresent(left -> RateLimitHeaders.write(ctx, WEBHOOK_POLICY, left));
  }

  private static String policy(CallRefused refused) {
    return refused.limit() == CallRefused.Limit.WEBHOOK ? WEBHOOK_POLICY : MISSES_POLICY;
  }

  private static String token(Context ctx) {
    return ctx.pathParam("token");
  }

  private static String client(Context ctx) {
    return ClientAddress.limited(ctx);
  }
}
