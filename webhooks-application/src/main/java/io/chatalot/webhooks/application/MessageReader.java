package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driving.Following;
import io.chatalot.webhooks.application.driving.ReadMessages;
import io.chatalot.webhooks.application.driving.RemoveMessage;
import io.chatalot.webhooks.application.driving.RenderedEvent;
import io.chatalot.webhooks.application.driving.RenderedMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.OptionalLong;

/** What a member of a channel's community may do with its messages. */
public final class MessageReader implements ReadMessages, RemoveMessage {
  private final MessageLog messages;
  private final Access access;
  private final Markdown markdown = new Markdown();

  public MessageReader(MessageLog messages, Directory directory) {
    this.messages = messages;
    this.access = new Access(directory);
  }

  @Override
  public void authorize(UserId by, ChannelId channel) {
    access.member(by, channel);
  }

  @Override
  public List<RenderedMessage> read(UserId by, ChannelId channel, MessageRange range) {
    access.member(by, channel);
    return messages.page(channel, range).stream()
        .map(message -> new RenderedMessage(message, markdown::toHtml))
        .toList();
  }

  @Override
  public void remove(UserId by, ChannelId channel, MessageId message) {
    access.moderator(by, channel);
    if (!messages.delete(channel, message)) {
      throw WebhookException.notFound("message");
    }
  }

  @Override
  public Following follow(UserId by, ChannelId channel, OptionalLong after, Runnable wake) {
    access.member(by, channel);
    MessageLog.Subscription subscription = messages.subscribe(channel, wake);
    try {
      long latest = messages.latestPosition(channel);
      long start = Math.min(after.orElse(latest), latest);
      return new Place(by, channel, subscription, start);
    } catch (RuntimeException e) {
      subscription.close();
      throw e;
    }
  }

  private String html(Message message) {
    return markdown.toHtml(message.content());
  }

  private RenderedEvent render(MessageEvent event) {
    if (event instanceof MessageEvent.Sent sent) {
      return new RenderedEvent(event, html(sent.message()));
    }
    if (event instanceof MessageEvent.Edited edited) {
      return new RenderedEvent(event, html(edited.message()));
    }
    return new RenderedEvent(event, "");
  }

  private final class Place implements Following {
    private final UserId member;
    private final ChannelId channel;
    private final MessageLog.Subscription subscription;
    private long position;

    Place(UserId member, ChannelId channel, MessageLog.Subscription subscription, long position) {
      this.member = member;
      this.channel = channel;
      this.subscription = subscription;
      this.position = position;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public List<RenderedEvent> next(int limit) {
      List<MessageEvent> events = messages.events(channel, position, limit);
      if (!events.isEmpty()) {
        position = events.get(events.size() - 1).position();
      }
      return events.stream().map(MessageReader.this::render).toList();
    }

    @Override
    public boolean allowed() {
      try {
        access.member(member, channel);
        return true;
      } catch (WebhookException refused) {
        if (refused.reason() == Reason.NOT_FOUND) {
          return false;
        }
        throw refused;
      }
    }

    @Override
    public void close() {
      subscription.close();
    }
  }
}
