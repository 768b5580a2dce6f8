package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The three actors on the fakes, one channel, and a member of each role. */
final class Stage {
  static final int MAX_IN_CHANNEL = 3;
  static final int BURST = 5;
  static final String CLIENT = "203.0.113.7";

  final CommunityId community = new CommunityId(UUID.randomUUID());
  final InMemoryDirectory directory = new InMemoryDirectory();
  final ChannelId channel = directory.addChannel(community);
  final UserId owner = directory.addMember(community, Role.OWNER);
  final UserId admin = directory.addMember(community, Role.ADMIN);
  final UserId moderator = directory.addMember(community, Role.MODERATOR);
  final UserId member = directory.addMember(community, Role.MEMBER);
  final UserId stranger = directory.addMember(new CommunityId(UUID.randomUUID()), Role.OWNER);

  Instant now = Instant.parse("2026-05-01T12:00:00.123456Z");
  final InMemoryWebhooks webhooks = new InMemoryWebhooks(() -> now);
  final InMemoryMessages messages = new InMemoryMessages(webhooks, () -> now);
  final CountingLimiter calls = new CountingLimiter(BURST);
  final CountingLimiter misses = new CountingLimiter(BURST);

  final WebhookManager manager =
      new WebhookManager(
          webhooks, webhooks, directory, MAX_IN_CHANNEL, UUID::randomUUID, new SecureRandom());
  final WebhookCaller caller = caller(webhooks, directory, messages);
  final MessageReader reader = new MessageReader(messages, directory);

  WebhookCaller caller(WebhookStore webhooks, Directory directory, MessageLog messages) {
    return new WebhookCaller(
        webhooks, directory, messages, calls, misses, UUID::randomUUID, () -> now);
  }

  IssuedWebhook issue(String name) {
    return manager.channel(owner, channel).create(WebhookDraft.named(name));
  }

  Receipt say(IssuedWebhook webhook, String content) {
    return caller.execute(execution(webhook.token().reveal(), content));
  }

  static Execution execution(String token, String content) {
    return new Execution(token, Command.say(content), Optional.empty(), CLIENT);
  }

  /** An admitted call of the token's webhook. */
  Admission admitted(String token) {
    return caller.admit(Credentials.of(token, CLIENT));
  }

  static Execution keyed(String token, String content, String key) {
    return new Execution(token, Command.say(content), Optional.of(new IdempotencyKey(key)), CLIENT);
  }

  static WebhookException refusal(ThrowingCallable call) {
    WebhookException refused = catchThrowableOfType(WebhookException.class, call);
    if (refused == null) {
      throw new AssertionError("was not refused");
    }
    return refused;
  }
}
