package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.application.contract.DirectoryContract;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresDirectoryTest implements DirectoryContract {
  private static Stage stage;
  private static int count;

  @BeforeAll
  static void begin() {
    stage = new Stage();
  }

  @AfterAll
  static void end() {
    stage.close();
  }

  @Override
  public Directory directory() {
    return stage.directory;
  }

  @Override
  public CommunityId makeCommunity() {
    stage.admin.addUser("founder" + ++count, Optional.empty(), "long enough");
    return stage.admin.addCommunity("community", "founder" + count);
  }

  @Override
  public ChannelId makeChannel(CommunityId community) {
    return stage.admin.addChannel("channel" + ++count, community, Optional.empty());
  }

  @Override
  public void setArchived(ChannelId channel, boolean archived) {
    stage.admin.setArchived(channel, archived);
  }

  @Override
  public UserId makeMember(CommunityId community, Role role) {
    UserId user = stage.admin.addUser("user" + ++count, Optional.empty(), "long enough");
    stage.admin.setMember("user" + count, community, role);
    return user;
  }

  @Override
  public void removeMember(CommunityId community, UserId user) {
    stage.admin.removeMember(stage.accounts.user(user).orElseThrow().username(), community);
  }
}
