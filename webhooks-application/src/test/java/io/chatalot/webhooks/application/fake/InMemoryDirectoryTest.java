package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.DirectoryContract;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.UUID;

class InMemoryDirectoryTest implements DirectoryContract {
  private final InMemoryDirectory directory = new InMemoryDirectory();

  @Override
  public Directory directory() {
    return directory;
  }

  @Override
  public CommunityId makeCommunity() {
    return new CommunityId(UUID.randomUUID());
  }

  @Override
  public ChannelId makeChannel(CommunityId community) {
    return directory.addChannel(community);
  }

  @Override
  public void setArchived(ChannelId channel, boolean archived) {
    directory.setArchived(channel, archived);
  }

  @Override
  public UserId makeMember(CommunityId community, Role role) {
    return directory.addMember(community, role);
  }

  @Override
  public void removeMember(CommunityId community, UserId user) {
    directory.removeMember(community, user);
  }
}
