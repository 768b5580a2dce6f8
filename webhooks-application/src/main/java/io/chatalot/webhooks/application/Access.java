package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Set;
import java.util.function.Predicate;

/** Who may do what in a channel: the one place where roles are asked for. */
final class Access {
  private final Directory directory;

  Access(Directory directory) {
    this.directory = directory;
  }

  /** The channel, if the user is in its community; for all others it does not exist. */
  Channel member(UserId user, ChannelId channel) {
    return allowed(user, channel, role -> true, "");
  }

  /** Those of the users for whom the channel exists. */
  Set<UserId> members(Set<UserId> users, ChannelId channel) {
    return directory
        .channel(channel)
        .map(there -> directory.roles(users, there.communityId()).keySet())
        .orElse(Set.of());
  }

  Channel manager(UserId user, ChannelId channel) {
    return allowed(
        user,
        channel,
        Role::mayManageWebhooks,
        "Only an Owner or Admin of the community may manage webhooks.");
  }

  Channel moderator(UserId user, ChannelId channel) {
    return allowed(
        user,
        channel,
        Role::mayRemoveMessages,
        "Only an Owner, Admin or Moderator of the community may remove messages.");
  }

  private Channel allowed(UserId user, ChannelId id, Predicate<Role> rule, String refusal) {
    Channel channel = directory.channel(id).orElseThrow(() -> WebhookException.notFound("channel"));
    Role role =
        directory
            .role(user, channel.communityId())
            .orElseThrow(() -> WebhookException.notFound("channel"));
    if (!rule.test(role)) {
      throw new WebhookException(Reason.FORBIDDEN, refusal);
    }
    return channel;
  }
}
