package io.chatalot.webhooks.domain;

import java.util.Objects;

/** The facts about a channel that webhooks need. An archived channel takes no messages. */
public record Channel(ChannelId id, boolean archived) {
  public Channel {
    Objects.requireNonNull(id, "id");
  }
}
