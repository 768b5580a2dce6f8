package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driven.Refusals.OfWebhook;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts refused calls after their answers, and reports those of known webhooks. */
final class Settlement {
  private final Tokens tokens;
  private final Gate gate;
  private final Refusals refusals;

  Settlement(Tokens tokens, Gate gate, Refusals refusals) {
    this.tokens = tokens;
    this.gate = gate;
    this.refusals = refusals;
  }

  void settle(List<RefusedCall> calls) {
    Map<TokenHash, Resolved> resolved =
        tokens.resolve(
            calls.stream()
                .filter(call -> !call.counted())
                .map(call -> call.credentials().token())
                .collect(Collectors.toSet()));
    var known = new ArrayList<OfWebhook>();
    for (RefusedCall call : calls) {
      webhook(call, resolved)
          .ifPresent(webhook -> known.add(new OfWebhook(webhook, call.refusal())));
    }
    if (!known.isEmpty()) {
      refusals.keep(known);
    }
    if (known.size() < calls.size()) {
      refusals.unknown(calls.size() - known.size());
    }
  }

  /** The webhook of the call, live or not. Counts the call if it is not counted yet. */
  private Optional<WebhookId> webhook(RefusedCall call, Map<TokenHash, Resolved> resolved) {
    if (call.counted()) {
      return call.webhook();
    }
    Resolved found = resolved.get(call.credentials().token());
    gate.countAnswered(call.credentials(), found);
    return found.id();
  }
}
