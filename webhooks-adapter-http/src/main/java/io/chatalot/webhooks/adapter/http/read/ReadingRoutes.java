package io.chatalot.webhooks.adapter.http.read;

import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.adapter.http.read.history.MessagePages;
import io.chatalot.webhooks.adapter.http.read.stream.EventStreams;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.driving.read.ReadChannel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.UserId;
import io.javalin.http.Context;

/** Routes for the members of a channel: read, follow and remove messages. */
public final class ReadingRoutes {
  private final ReadChannel reader;
  private final SessionGuard sessions;
  private final EventStreams streams;
  private final MessagePages pages;

  public ReadingRoutes(
      ReadChannel reader, SessionGuard sessions, EventStreams streams, MessagePages pages) {
    this.pages = pages;
    this.reader = reader;
    this.sessions = sessions;
    this.streams = streams;
  }

  public void addTo(RouteTable routes) {
    routes
        .get("/api/channels/{channel_id}/messages", this::read)
        .get("/api/channels/{channel_id}/messages/stream", streams::open)
        .delete("/api/channels/{channel_id}/messages/{message_id}", this::remove);
  }

  private void read(Context ctx) {
    UserId user = sessions.user(ctx);
    ChannelId channel = Parameters.channel(ctx);
    reader.authorize(user, channel);
    MessageRange range = Parameters.range(ctx);
    pages.answer(
        ctx,
        user,
        range.limit(),
        () -> {
          // The session may have ended while the request waited for memory.
          sessions.require(ctx, user);
          return reader.read(user, channel, range);
        });
  }

  private void remove(Context ctx) {
    reader.remove(sessions.user(ctx), Parameters.channel(ctx), Parameters.message(ctx));
    ctx.status(204);
  }
}
