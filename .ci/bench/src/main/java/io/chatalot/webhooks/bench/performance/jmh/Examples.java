package io.chatalot.webhooks.bench.performance.jmh;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One call, in its forms along the way. */
final class Examples {
  static final Token TOKEN = Token.generate(new SecureRandom());
  static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123Z");
  static final MessageId MESSAGE_ID = new MessageId(UUID.randomUUID());
  static final Webhook WEBHOOK =
      new NewWebhook(
              new WebhookId(UUID.randomUUID()),
              new ChannelId(UUID.randomUUID()),
              WebhookDraft.named("CI"),
              TOKEN.hash(),
              new UserId(UUID.randomUUID()))
          .storedAt(NOW);

  static final Command COMMAND =
      new Command(
          new MessageContent(Execution.CONTENT),
          Optional.of(new DisplayName(Execution.USERNAME)),
          Optional.empty());
  static final Message MESSAGE =
      WEBHOOK
          .post(MESSAGE_ID, COMMAND.content(), COMMAND.username(), COMMAND.avatarUrl())
          .storedAt(NOW);

  private Examples() {}
}
