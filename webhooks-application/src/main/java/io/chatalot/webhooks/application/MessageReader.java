package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driving.read.Following;
import io.chatalot.webhooks.application.driving.read.ReadChannel;
import io.chatalot.webhooks.application.driving.read.RenderedEvent;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.application.markdown.Markdown;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Lets the members of a channel read and follow it. Safe for use by many threads. */
public final class MessageReader implements ReadChannel {
  private final MessageLog messages;
  private final Access access;
  private final Markdown markdown = new Markdown();

  public MessageReader(MessageLog messages, Directory directory) {
    this.messages = messages;
    this.access = new Access(directory);
  }

  @Override
  public void authorize(UserId by, ChannelId channel) {
    access.reader(by, channel);
  }

  @Override
  public List<RenderedMessage> read(UserId by, ChannelId channel, MessageRange range) {
    access.reader(by, channel);
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
  public Place place(UserId by, ChannelId channel, OptionalLong after) {
    access.reader(by, channel);
    long latest = messages.latestPosition(channel);
    return new Place(Math.min(after.orElse(latest), latest), latest);
  }

  @Override
  public Following follow(ChannelId channel, Runnable wake) {
    return new ChannelFollowing(channel, messages.subscribe(channel, wake));
  }

  private String html(Message message) {
    return markdown.toHtml(message.content());
  }

  private String html(MessageEvent event) {
    if (event instanceof MessageEvent.Sent sent) {
      return html(sent.message());
    }
    return event instanceof MessageEvent.Edited edited ? html(edited.message()) : "";
  }

  private final class ChannelFollowing implements Following {
    private final ChannelId channel;
    private final MessageLog.Subscription subscription;

    ChannelFollowing(ChannelId channel, MessageLog.Subscription subscription) {
      this.channel = channel;
      this.subscription = subscription;
    }

    @Override
    public List<RenderedEvent> after(long position, int limit) {
      return messages.events(channel, position, limit).stream()
          .map(event -> new RenderedEvent(event, MessageReader.this::html))
          .toList();
    }

    @Override
    public Set<UserId> allowed(Set<UserId> users) {
      return access.readers(users, channel);
    }

    @Override
    public void close() {
      subscription.close();
    }
  }
}
