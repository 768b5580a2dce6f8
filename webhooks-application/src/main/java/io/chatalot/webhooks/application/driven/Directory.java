package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;

/** The host platform's communities, channels and members. */
public interface Directory {
  /** The channel, archived or not; empty if there is none. */
  Optional<Channel> channel(ChannelId channel);

  /** What the user is in the community; empty if not a member, or if either does not exist. */
  Optional<Role> role(UserId user, CommunityId community);
}
