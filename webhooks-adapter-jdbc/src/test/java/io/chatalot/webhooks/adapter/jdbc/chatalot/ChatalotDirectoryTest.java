package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.DirectoryContract;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on Chatalot's tables, as the restricted role. */
class ChatalotDirectoryTest implements DirectoryContract {
  private static ChatalotHost host;
  private static Directory directory;

  @BeforeAll
  static void begin() {
    host = ChatalotHost.create();
    directory = new ChatalotDirectory(new Database(host.asRole()));
  }

  @Override
  public Directory directory() {
    return directory;
  }

  /** With one group, whose id is the community's. */
  @Override
  public CommunityId makeCommunity() {
    UUID made = UUID.randomUUID();
    host.run("INSERT INTO communities (id, name, owner_id) VALUES (?, 'Made', ?)", made, id("1"));
    host.run(
        "INSERT INTO groups (id, name, owner_id, community_id) VALUES (?, 'Made', ?, ?)",
        made,
        id("1"),
        made);
    return new CommunityId(made);
  }

  @Override
  public ChannelId makeChannel(CommunityId community) {
    UUID made = UUID.randomUUID();
    host.run(
        "INSERT INTO channels (id, name, channel_type, group_id) VALUES (?, 'made', 'text', ?)",
        made,
        community.value());
    host.run(
        """
        INSERT INTO channel_members (channel_id, user_id)
        SELECT ?, user_id FROM community_members WHERE community_id = ?
        """,
        made,
        community.value());
    return new ChannelId(made);
  }

  @Override
  public void setArchived(ChannelId channel, boolean archived) {
    host.run("UPDATE channels SET archived = ? WHERE id = ?", archived, channel.value());
  }

  @Override
  public UserId makeMember(CommunityId community, Role role) {
    UUID made = UUID.randomUUID();
    host.run(
        """
        INSERT INTO users (id, username, display_name, email, password_hash)
        VALUES (?, left(?, 32), 'Made', ?, 'x')
        """,
        made,
        made.toString().replace("-", ""),
        made.toString());
    host.run(
        "INSERT INTO community_members (community_id, user_id, role) VALUES (?, ?, ?)",
        community.value(),
        made,
        role.name().toLowerCase(Locale.ROOT));
    host.run(
        "INSERT INTO channel_members (channel_id, user_id) SELECT id, ? FROM channels"
            + " WHERE group_id = ?",
        made,
        community.value());
    return new UserId(made);
  }

  @Override
  public void removeMember(CommunityId community, UserId user) {
    host.run(
        "DELETE FROM community_members WHERE community_id = ? AND user_id = ?",
        community.value(),
        user.value());
  }
}
