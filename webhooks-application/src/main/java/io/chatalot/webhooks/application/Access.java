package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.Directory.Membership;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Reason;
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

  /** The channel, if the user may read it. */
  Channel reader(UserId user, ChannelId channel) {
    return allowed(
        user, channel, Membership::reads, "Only members of the channel may read its messages.");
  }

  /** The users who may read the channel. */
  Set<UserId> readers(Set<UserId> users, ChannelId channel) {
    return directory.readers(users, channel);
  }

  Channel manager(UserId user, ChannelId channel) {
    return allowed(
        user,
        channel,
        membership -> membership.role().mayManageWebhooks(),
        "Only an Owner or Admin of the community may manage webhooks.");
  }

  Channel moderator(UserId user, ChannelId channel) {
    return allowed(
        user,
        channel,
        membership -> membership.role().mayRemoveMessages(),
        "Only an Owner, Admin or Moderator of the community may remove messages.");
  }

  private Channel allowed(UserId user, ChannelId id, Predicate<Membership> rule, String refusal) {
    Membership membership =
        directory.membership(user, id).orElseThrow(() -> WebhookException.notFound("channel"));
    if (!rule.test(membership)) {
      throw new WebhookException(Reason.FORBIDDEN, refusal);
    }
    return membership.channel();
  }
}
