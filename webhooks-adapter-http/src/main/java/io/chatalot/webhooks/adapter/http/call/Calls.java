package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.application.driving.call.CallWebhooks;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.PutMessage.Kept;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.call.SendPayload.Answer;
import io.chatalot.webhooks.application.driving.call.SendPayload.Captured;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composer;
import io.chatalot.webhooks.application.driving.call.SendPayload.PayloadKey;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls of a webhook by its token, for all formats of payloads. Each call is admitted once, which
 * makes its one look-up and counts it once. A call that is refused before its admission is counted
 * after its answer.
 */
public final class Calls implements RouteTable.Surroundings {
  private static final String OTHERS = QuotaWriter.class.getName();

  private final CallWebhooks caller;
  private final Consumer<RefusedCall> afterwards;
  private final RateLimitHeaders headers;
  private final Optional<QuotaWriter> others;

  /**
   * @param afterwards takes every refused and answered call; must neither block nor throw
   */
  public Calls(CallWebhooks caller, Consumer<RefusedCall> afterwards) {
    this(caller, afterwards, new RateLimitHeaders(caller.limits()), Optional.empty());
  }

  private Calls(
      CallWebhooks caller,
      Consumer<RefusedCall> afterwards,
      RateLimitHeaders headers,
      Optional<QuotaWriter> others) {
    this.caller = caller;
    this.afterwards = afterwards;
    this.headers = headers;
    this.others = others;
  }

  /** The same calls, which also write the quota by another writer, such as Discord's headers. */
  public Calls telling(QuotaWriter others) {
    return new Calls(caller, afterwards, headers, Optional.of(others));
  }

  /** Sends a message; a header of the answer tells a replayed message from a new one. */
  public RenderedMessage execute(Context ctx, Command command, Optional<IdempotencyKey> key) {
    Receipt receipt = reaching(ctx, admission -> caller.execute(admission, command, key));
    if (receipt.replayed()) {
      ctx.header("Idempotency-Replayed", "true");
    }
    return receipt.message();
  }

  /** Sends what the webhook makes of a payload; the payload's call is admitted. */
  public Answer send(Context ctx, Composer composer, Optional<PayloadKey> key) {
    Answer answer = reaching(ctx, admission -> caller.send(admission, composer, key));
    if (answer.replayed()) {
      ctx.header("Idempotency-Replayed", "true");
    }
    return answer;
  }

  /** Keeps the payload of an admitted call if its webhook's managers wait for one. */
  public void capture(Context ctx, Supplier<Captured> payload) {
    CallState.of(ctx).admission().ifPresent(admission -> caller.capture(admission, payload));
  }

  /** The webhook of an admitted call. It may be out of date. */
  public Webhook admitted(Context ctx) {
    return CallState.of(ctx).admission().orElseThrow().webhook();
  }

  /** The limit of each webhook; empty if calls are not limited. */
  public Optional<Quota> limit() {
    return caller.limits().webhook();
  }

  /** Sends or edits the key's message. */
  public Kept put(Context ctx, Command command, MessageKey key) {
    return reaching(ctx, admission -> caller.put(admission, command, key));
  }

  /** The same for the last content of the key's message. */
  public Kept putLast(Context ctx, Command command, MessageKey key) {
    return reaching(ctx, admission -> caller.putLast(admission, command, key));
  }

  /** Deletes the key's message. */
  public void delete(Context ctx, MessageKey key) {
    reaching(
        ctx,
        admission -> {
          caller.delete(admission, key);
          return admission;
        });
  }

  public RenderedMessage edit(Context ctx, MessageContent content) {
    return reaching(ctx, admission -> caller.edit(admission, Parameters.message(ctx), content));
  }

  public void delete(Context ctx) {
    reaching(
        ctx,
        admission -> {
          caller.delete(admission, Parameters.message(ctx));
          return admission;
        });
  }

  public RenderedMessage find(Context ctx) {
    return reaching(ctx, admission -> caller.message(admission, Parameters.message(ctx)));
  }

  public Webhook inspect(Context ctx) {
    return reaching(ctx, caller::inspect);
  }

  /**
   * Admits the call before its payload is read, for payloads that only a live token may send. The
   * verb does not admit it a second time.
   */
  public void requireLive(Context ctx) {
    admit(ctx, CallState.of(ctx));
  }

  /** Refuses clients over their limit on misses, before anything of the call is read. */
  public Handler limited(Handler handler) {
    return ctx -> {
      CallState state = CallState.of(ctx);
      counting(
          ctx,
          state,
          () -> {
            caller.requireNotHeldBack(state.credentials());
            return state;
          });
      handler.handle(ctx);
    };
  }

  @Override
  public Map<String, String> headers() {
    return headers.policies();
  }

  @Override
  public void begin(Context ctx) {
    others.ifPresent(other -> ctx.attribute(OTHERS, other));
  }

  @Override
  public void refused(Context ctx, String template, Problem problem) {
    CallState state = CallState.of(ctx);
    // The managers of a webhook cannot mend a failure of the server.
    if (!state.isCounted() || problem.status() < 500) {
      afterwards.accept(state.refused(ctx, template, problem));
    }
  }

  /** Runs a verb on the call's webhook; its answer has the quota, success or refusal. */
  private <T> T reaching(Context ctx, Function<Admission, T> verb) {
    CallState state = CallState.of(ctx);
    Admission admission = admit(ctx, state);
    T result;
    try {
      result = counting(ctx, state, () -> verb.apply(admission));
    } catch (CallRefused refused) {
      throw refused;
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.UNAVAILABLE) {
        admission.quota().ifPresent(quota -> tellReached(ctx, quota));
      }
      throw refused;
    }
    admission.quota().ifPresent(quota -> tellReached(ctx, quota));
    return result;
  }

  private Admission admit(Context ctx, CallState state) {
    return state
        .admission()
        .orElseGet(
            () -> {
              Admission admission = counting(ctx, state, () -> caller.admit(state.credentials()));
              state.admitted(admission);
              return admission;
            });
  }

  /** Runs a step of the call, and notes that it counted against a limit. */
  private <T> T counting(Context ctx, CallState state, Supplier<T> step) {
    try {
      return step.get();
    } catch (CallRefused refused) {
      state.counted(refused.webhook());
      if (refused.limit() == Limit.WEBHOOK) {
        refused.quota().ifPresent(quota -> tellReached(ctx, quota));
      } else if (refused.reason() == Reason.RATE_LIMITED) {
        refused.quota().ifPresent(quota -> others.ifPresent(other -> other.heldBack(ctx, quota)));
      }
      throw refused;
    } catch (WebhookException refused) {
      // A store that could not resolve the token is not asked again after the answer.
      state.counted(state.admission().map(Admission::webhook).map(Webhook::id));
      throw refused;
    }
  }

  private void tellReached(Context ctx, Quota quota) {
    headers.reached(ctx, quota);
    others(ctx).ifPresent(other -> other.reached(ctx, quota));
  }

  /** The other writer of the called address, for every instance of this class. */
  private static Optional<QuotaWriter> others(Context ctx) {
    return Optional.ofNullable(ctx.attribute(OTHERS));
  }
}
