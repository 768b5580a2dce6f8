package io.chatalot.webhooks.domain;

import java.util.Objects;

/** As much of a channel as webhooks need to know. An archived one takes no messages. */
public record Channel(ChannelId id, CommunityId communityId, boolean archived) {
  public Channel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(communityId, "communityId");
  }
}
