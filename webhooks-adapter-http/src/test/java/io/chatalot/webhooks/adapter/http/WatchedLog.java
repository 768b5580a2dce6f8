package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.FirstUse;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A log that counts subscriptions and reads of new messages, and that a test can make unavailable
 * or broken.
 */
public final class WatchedLog implements MessageLog {
  public final AtomicInteger readings = new AtomicInteger();
  public final AtomicInteger subscriptions = new AtomicInteger();
  public volatile boolean away;
  public volatile boolean broken;

  /** Where it can't be read though it can elsewhere. */
  public volatile long brokenAfter = -1;

  /** Happens before each reading of what comes after a position. */
  public volatile LongConsumer whenRead = after -> {};

  private final MessageLog log;

  public WatchedLog(MessageLog log) {
    this.log = log;
  }

  @Override
  public List<MessageEvent> events(ChannelId channel, long after, int limit) {
    whenRead.accept(after);
    if (away) {
      throw new WebhookException(Reason.UNAVAILABLE, "away");
    }
    if (broken || after == brokenAfter) {
      throw new StackOverflowError("broken");
    }
    List<MessageEvent> events = log.events(channel, after, limit);
    if (!events.isEmpty()) {
      readings.incrementAndGet();
    }
    return events;
  }

  @Override
  public Appended append(NewMessage message) {
    return log.append(message);
  }

  @Override
  public Put put(KeyedMessage message) {
    return log.put(message);
  }

  @Override
  public SkippedCall.Outcome skip(SkippedCall call) {
    return log.skip(call);
  }

  @Override
  public Optional<FirstUse> firstUse(ChannelId channel, WebhookId webhook, Once once) {
    return log.firstUse(channel, webhook, once);
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageKey key) {
    return log.delete(channel, sender, key);
  }

  @Override
  public Optional<Message> find(ChannelId channel, MessageId message) {
    return log.find(channel, message);
  }

  @Override
  public Optional<Message> edit(
      ChannelId channel, WebhookId sender, MessageId message, MessageContent content) {
    return log.edit(channel, sender, message, content);
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageId message) {
    return log.delete(channel, sender, message);
  }

  @Override
  public boolean delete(ChannelId channel, MessageId message) {
    return log.delete(channel, message);
  }

  @Override
  public List<Message> page(ChannelId channel, MessageRange range) {
    return log.page(channel, range);
  }

  @Override
  public long latestPosition(ChannelId channel) {
    return log.latestPosition(channel);
  }

  @Override
  public Subscription subscribe(ChannelId channel, Runnable wake) {
    subscriptions.incrementAndGet();
    Subscription subscription = log.subscribe(channel, wake);
    return () -> {
      subscription.close();
      subscriptions.decrementAndGet();
    };
  }
}
