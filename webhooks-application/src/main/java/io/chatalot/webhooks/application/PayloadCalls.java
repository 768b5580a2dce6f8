package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.FirstUse;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.SendPayload.Answer;
import io.chatalot.webhooks.application.driving.call.SendPayload.Captured;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composed;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composer;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends what a webhook makes of payloads. A message is composed before the store checks that the
 * webhook is still the same, so each step may find that it has to begin again.
 */
final class PayloadCalls {
  private final Gate gate;
  private final MessageLog messages;
  private final PayloadCaptures captures;
  private final Function<Message, RenderedMessage> render;
  private final Supplier<UUID> ids;

  PayloadCalls(
      Gate gate,
      MessageLog messages,
      PayloadCaptures captures,
      Function<Message, RenderedMessage> render,
      Supplier<UUID> ids) {
    this.gate = gate;
    this.messages = messages;
    this.captures = captures;
    this.render = render;
    this.ids = ids;
  }

  Answer send(Admission admission, Composer composer, Optional<Once> once) {
    Webhook webhook = admission.webhook();
    for (int attempt = 0; attempt < WebhookCaller.MAX_ATTEMPTS; attempt++) {
      Optional<Answer> answer =
          repeated(admission, webhook, once).or(attempt(webhook, admission, composer, once));
      if (answer.isPresent()) {
        return answer.get();
      }
      webhook = gate.lookUp(admission.credentials());
    }
    throw WebhookCaller.changing();
  }

  private Supplier<Optional<Answer>> attempt(
      Webhook webhook, Admission admission, Composer composer, Optional<Once> once) {
    return () -> {
      Optional<Composed> composed;
      try {
        composed = composer.compose(webhook);
      } catch (WebhookException fault) {
        if (isCurrent(admission, webhook)) {
          throw fault;
        }
        return Optional.empty();
      }
      if (composed.isEmpty()) {
        return skip(admission, webhook, once);
      }
      MessageDraft draft = draft(webhook, composed.get().command());
      return composed.get().key().isPresent()
          ? put(webhook, draft, composed.get().key().get(), once)
          : append(webhook, draft, once);
    };
  }

  /** The answer to a repeat, whose webhook must still be callable. */
  private Optional<Answer> repeated(Admission admission, Webhook webhook, Optional<Once> once) {
    Optional<FirstUse> use =
        once.flatMap(key -> messages.firstUse(webhook.channelId(), webhook.id(), key));
    if (use.isEmpty()) {
      return Optional.empty();
    }
    gate.current(admission);
    if (use.get() instanceof FirstUse.Sent sent) {
      return Optional.of(new Answer(true, sent.message().map(render), true));
    }
    if (use.get() instanceof FirstUse.Nothing) {
      return Optional.of(new Answer(false, Optional.empty(), true));
    }
    throw WebhookCaller.keyReused();
  }

  /** The cached webhook may be out of date, and then says nothing about today's template. */
  private boolean isCurrent(Admission admission, Webhook webhook) {
    return gate.current(admission).version() == webhook.version();
  }

  private Optional<Answer> skip(Admission admission, Webhook webhook, Optional<Once> once) {
    boolean skipped =
        once.isEmpty()
            ? isCurrent(admission, webhook)
            : messages.skip(
                    new SkippedCall(
                        webhook.channelId(), webhook.id(), webhook.version(), once.get()))
                == SkippedCall.Outcome.REMEMBERED;
    return skipped ? Optional.of(new Answer(false, Optional.empty(), false)) : Optional.empty();
  }

  private Optional<Answer> append(Webhook webhook, MessageDraft draft, Optional<Once> once) {
    Appended appended = messages.append(new NewMessage(draft, webhook.version(), once));
    return switch (appended.outcome()) {
      case STORED, REPLAYED ->
          Optional.of(
              new Answer(
                  true,
                  appended.message().map(render),
                  appended.outcome() == Appended.Outcome.REPLAYED));
      case BUSY -> throw WebhookCaller.locked();
      // The first use of the key may have sent nothing.
      case KEY_REUSED, WEBHOOK_CHANGED -> Optional.empty();
    };
  }

  private Optional<Answer> put(
      Webhook webhook, MessageDraft draft, MessageKey key, Optional<Once> once) {
    Put put = messages.put(new KeyedMessage(draft, webhook.version(), key, false, once));
    return put.message().map(kept -> new Answer(true, Optional.of(render.apply(kept)), false));
  }

  private MessageDraft draft(Webhook webhook, Command command) {
    return webhook.post(
        new MessageId(ids.get()), command.content(), command.username(), command.avatarUrl());
  }

  void capture(WebhookId webhook, Supplier<Captured> payload) {
    try {
      if (captures.isAwaited(webhook)) {
        Captured kept = payload.get();
        captures.keep(webhook, kept.json(), kept.headers());
      }
    } catch (WebhookException away) {
      // The managers wait for the next payload.
      if (away.reason() != Reason.UNAVAILABLE) {
        throw away;
      }
    }
  }
}
