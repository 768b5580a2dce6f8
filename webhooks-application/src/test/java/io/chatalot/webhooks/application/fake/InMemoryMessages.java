package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.FirstUse;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.application.driven.Put;
import io.chatalot.webhooks.application.driven.SkippedCall;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/** The messages of all channels, behind one lock. */
public final class InMemoryMessages implements MessageLog {
  private final InMemoryWebhooks webhooks;
  private final InstantSource clock;
  private final Map<ChannelId, History> histories = new HashMap<>();
  private final Map<ScopedKey, UsedKey> usedKeys = new HashMap<>();
  private final Map<KeptKey, KeyUse> keptKeys = new HashMap<>();
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  /**
   * @param clock sets all times, to the millisecond
   */
  public InMemoryMessages(InMemoryWebhooks webhooks, InstantSource clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  @Override
  public Appended append(NewMessage entry) {
    Appended appended = appendQuietly(entry);
    if (appended.outcome() == Outcome.STORED) {
      wake(entry.message().channelId());
    }
    return appended;
  }

  private synchronized Appended appendQuietly(NewMessage entry) {
    // The webhook must not change between the check of its version and the append.
    synchronized (webhooks) {
      MessageDraft draft = entry.message();
      if (!webhooks.has(draft.webhookId(), entry.webhookVersion())) {
        return Appended.webhookChanged();
      }
      Instant now = now();
      Optional<Appended> repeat = entry.once().flatMap(once -> repeat(draft, once));
      if (repeat.isPresent()) {
        return repeat.get();
      }
      Message message = store(draft, now);
      entry.once().ifPresent(once -> use(draft.webhookId(), once, Optional.of(message)));
      return Appended.stored(message);
    }
  }

  private Message store(MessageDraft draft, Instant now) {
    Message message = draft.storedAt(now);
    webhooks.count(message.webhookId(), now);
    History history = history(message.channelId());
    history.positions.put(message.id(), ++history.latest);
    history.messages.put(message.id(), message);
    history.happenings.add(new Happening(history.latest, Kind.SENT, message.id()));
    return message;
  }

  @Override
  public Put put(KeyedMessage entry) {
    Put put = putQuietly(entry);
    if (put.outcome() == Put.Outcome.STORED || put.outcome() == Put.Outcome.EDITED) {
      wake(entry.message().channelId());
    }
    return put;
  }

  private synchronized Put putQuietly(KeyedMessage entry) {
    MessageDraft draft = entry.message();
    synchronized (webhooks) {
      if (!webhooks.has(draft.webhookId(), entry.webhookVersion())) {
        return Put.webhookChanged();
      }
      if (entry.once().flatMap(once -> used(draft.webhookId(), once)).isPresent()) {
        return Put.keyUsed();
      }
      Put put = putAnyway(entry);
      entry.once().ifPresent(once -> use(draft.webhookId(), once, put.message()));
      return put;
    }
  }

  private Put putAnyway(KeyedMessage entry) {
    MessageDraft draft = entry.message();
    var key = new KeptKey(draft.webhookId(), entry.key());
    Optional<Message> kept = kept(draft.channelId(), key, entry.ends());
    MessageId id = kept.map(Message::id).orElse(draft.id());
    keptKeys.put(key, new KeyUse(id, now(), entry.ends()));
    if (kept.isEmpty()) {
      return Put.stored(store(draft, now()));
    }
    if (kept.get().content().equals(draft.content())) {
      return Put.unchanged(kept.get());
    }
    return Put.edited(
        editQuietly(draft.channelId(), draft.webhookId(), id, draft.content()).orElseThrow());
  }

  private Optional<Message> kept(ChannelId channel, KeptKey key, boolean ends) {
    return Optional.ofNullable(keptKeys.get(key))
        .filter(use -> !use.isForgottenAt(now()))
        .filter(use -> ends || !use.ended())
        .flatMap(use -> find(channel, use.message()));
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageKey key) {
    Optional<MessageId> message;
    synchronized (this) {
      message =
          Optional.ofNullable(keptKeys.remove(new KeptKey(sender, key)))
              .filter(use -> !use.isForgottenAt(now()))
              .map(KeyUse::message);
    }
    return message.filter(id -> delete(channel, sender, id)).isPresent();
  }

  private Optional<Appended> repeat(MessageDraft draft, Once once) {
    return used(draft.webhookId(), once)
        .map(
            use ->
                use.isOf(once) && use.message().isPresent()
                    ? Appended.replayed(use.message().get())
                    : Appended.keyReused());
  }

  private Optional<UsedKey> used(WebhookId webhook, Once once) {
    return Optional.ofNullable(usedKeys.get(new ScopedKey(webhook, once.key())))
        .filter(use -> !use.isForgottenAt(now()));
  }

  private void use(WebhookId webhook, Once once, Optional<Message> message) {
    usedKeys.put(new ScopedKey(webhook, once.key()), new UsedKey(once, message, now()));
  }

  @Override
  public synchronized SkippedCall.Outcome skip(SkippedCall call) {
    synchronized (webhooks) {
      if (!webhooks.has(call.webhook(), call.webhookVersion())) {
        return SkippedCall.Outcome.WEBHOOK_CHANGED;
      }
      if (used(call.webhook(), call.once()).isPresent()) {
        return SkippedCall.Outcome.KEY_USED;
      }
      use(call.webhook(), call.once(), Optional.empty());
      return SkippedCall.Outcome.REMEMBERED;
    }
  }

  @Override
  public synchronized Optional<FirstUse> firstUse(ChannelId channel, WebhookId webhook, Once once) {
    return used(webhook, once).map(use -> use.as(once, id -> find(channel, id)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public synchronized Optional<Message> find(ChannelId channel, MessageId id) {
    return Optional.ofNullable(history(channel).messages.get(id));
  }

  @Override
  public Optional<Message> edit(
      ChannelId channel, WebhookId sender, MessageId id, MessageContent content) {
    Optional<Message> edited = editQuietly(channel, sender, id, content);
    edited.ifPresent(message -> wake(channel));
    return edited;
  }

  private synchronized Optional<Message> editQuietly(
      ChannelId channel, WebhookId sender, MessageId id, MessageContent content) {
    History history = history(channel);
    Optional<Message> edited =
        Optional.ofNullable(history.messages.get(id))
            .filter(sentBy(sender))
            .map(before -> before.edit(content).withEditedAt(now()));
    edited.ifPresent(
        message -> {
          history.messages.put(id, message);
          history.happenings.add(new Happening(++history.latest, Kind.EDITED, id));
        });
    return edited;
  }

  @Override
  public boolean delete(ChannelId channel, WebhookId sender, MessageId id) {
    return delete(channel, id, sentBy(sender));
  }

  @Override
  public boolean delete(ChannelId channel, MessageId id) {
    return delete(channel, id, message -> true);
  }

  private static Predicate<Message> sentBy(WebhookId sender) {
    return message -> message.webhookId().equals(sender);
  }

  private boolean delete(ChannelId channel, MessageId id, Predicate<Message> condition) {
    synchronized (this) {
      History history = history(channel);
      if (Optional.ofNullable(history.messages.get(id)).filter(condition).isEmpty()) {
        return false;
      }
      history.messages.remove(id);
      history.happenings.add(new Happening(++history.latest, Kind.DELETED, id));
    }
    wake(channel);
    return true;
  }

  @Override
  public synchronized List<Message> page(ChannelId channel, MessageRange range) {
    History history = history(channel);
    long before = range.before().map(id -> history.position(id, "before")).orElse(Long.MAX_VALUE);
    long after = range.after().map(id -> history.position(id, "after")).orElse(0L);
    var found = new ArrayList<Message>();
    for (Happening happening : history.happenings) {
      boolean inRange = happening.position() > after && happening.position() < before;
      Message message = history.messages.get(happening.message());
      if (happening.kind() == Kind.SENT && inRange && message != null) {
        found.add(message);
      }
    }
    if (range.oldestFirst()) {
      var next = new ArrayList<>(found.subList(0, Math.min(range.limit(), found.size())));
      Collections.reverse(next);
      return next;
    }
    Collections.reverse(found);
    return List.copyOf(found.subList(0, Math.min(range.limit(), found.size())));
  }

  @Override
  public synchronized long latestPosition(ChannelId channel) {
    return history(channel).latest;
  }

  @Override
  public synchronized List<MessageEvent> events(ChannelId channel, long after, int limit) {
    History history = history(channel);
    return history.happenings.stream()
        .filter(happening -> happening.position() > after)
        .flatMap(happening -> happening.event(channel, history.messages).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public Subscription subscribe(ChannelId channel, Runnable wake) {
    var subscriber = new Subscriber(channel, wake);
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  private void wake(ChannelId channel) {
    for (Subscriber subscriber : subscribers) {
      if (subscriber.channel().equals(channel)) {
        subscriber.wake().run();
      }
    }
  }

  private History history(ChannelId channel) {
    return histories.computeIfAbsent(channel, key -> new History());
  }

  private enum Kind {
    SENT,
    EDITED,
    DELETED
  }

  private record Happening(long position, Kind kind, MessageId message) {
    /** The only event of a deleted message is its deletion. */
    Optional<MessageEvent> event(ChannelId channel, Map<MessageId, Message> messages) {
      if (kind == Kind.DELETED) {
        return Optional.of(new MessageEvent.Deleted(position, channel, message));
      }
      return Optional.ofNullable(messages.get(message))
          .map(
              found ->
                  kind == Kind.SENT
                      ? new MessageEvent.Sent(position, found)
                      : new MessageEvent.Edited(position, found));
    }
  }

  private record ScopedKey(WebhookId webhook, IdempotencyKey key) {}

  /** The first use of a key, with its message as it was sent. */
  private record UsedKey(Once once, Optional<Message> message, Instant at) {
    boolean isForgottenAt(Instant now) {
      return !now.isBefore(at.plus(IdempotencyKey.LIFETIME));
    }

    boolean isOf(Once other) {
      return once.fingerprint().equals(other.fingerprint());
    }

    FirstUse as(Once repeated, Function<MessageId, Optional<Message>> current) {
      if (!isOf(repeated)) {
        return new FirstUse.Other();
      }
      return message.isEmpty()
          ? new FirstUse.Nothing()
          : new FirstUse.Sent(message.map(Message::id).flatMap(current));
    }
  }

  private record KeptKey(WebhookId webhook, MessageKey key) {}

  private record KeyUse(MessageId message, Instant usedAt, boolean ended) {
    boolean isForgottenAt(Instant now) {
      return !now.isBefore(usedAt.plus(MessageKey.LIFETIME));
    }
  }

  private record Subscriber(ChannelId channel, Runnable wake) {}

  private static final class History {
    private final Map<MessageId, Long> positions = new HashMap<>();
    private final Map<MessageId, Message> messages = new HashMap<>();
    private final List<Happening> happenings = new ArrayList<>();
    private long latest;

    long position(MessageId id, String field) {
      return Optional.ofNullable(positions.get(id))
          .orElseThrow(
              () ->
                  WebhookException.invalid(
                      field,
                      ViolationCode.UNKNOWN_MESSAGE,
                      "must be the id of a message of this channel"));
    }
  }
}
