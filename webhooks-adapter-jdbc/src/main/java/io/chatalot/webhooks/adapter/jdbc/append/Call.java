package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A caller that waits for the outcome of its message. It is not a record, since two equal calls are
 * different callers.
 */
final class Call {
  private final NewMessage message;
  private final CompletableFuture<Supplier<Appended>> answer = new CompletableFuture<>();
  private Optional<Turn> turn = Optional.empty();

  Call(NewMessage message) {
    this.message = message;
  }

  NewMessage message() {
    return message;
  }

  /** The turn in which the call waits or waited; guarded by the {@link Turns}. */
  Turn turn() {
    return turn.orElseThrow();
  }

  void waitsIn(Turn place) {
    turn = Optional.of(place);
  }

  /** Completes normally, with a supplier that returns the answer or throws the refusal. */
  CompletableFuture<Supplier<Appended>> answer() {
    return answer;
  }

  Optional<ScopedKey> key() {
    return message.once().map(once -> new ScopedKey(message.message().webhookId(), once.key()));
  }

  /** A key with its webhook, since each webhook has keys of its own. */
  record ScopedKey(WebhookId webhook, IdempotencyKey key) {}
}
