package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Set;
import java.util.function.Predicate;

/** Checks the permissions of users in a channel; no other class asks for roles. */
final class Access {
  private final Directory directory;

  Access(Directory directory) {
    this.directory = directory;
  }

  /** The channel, if the user is in its community; it does not exist for other users. */
  Channel member(UserId user, ChannelId channel) {
    return allowed(user, channel, role -> true, "");
  }

  /** The users who are in the community of the channel. */
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
    Membership membership =
        directory.membership(user, id).orElseThrow(() -> WebhookException.notFound("channel"));
    if (!rule.test(membership.role())) {
      throw new WebhookException(Reason.FORBIDDEN, refusal);
    }
    return membership.channel();
  }
}
