package io.chatalot.webhooks.server.directory;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.Role;
import io.chatalot.webhooks.domain.UserId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The administration of the standalone directory. Each method is atomic, and takes effect on every
 * node before it returns. Usernames are compared without case. Safe for use by many threads.
 */
public final class DirectoryAdmin {
  private final Database database;
  private final WebhookStore webhooks;
  private final Passwords passwords;
  private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * @param webhooks the webhooks of the same database; their versions are raised when a channel is
   *     archived
   */
  public DirectoryAdmin(Database database, WebhookStore webhooks, Passwords passwords) {
    this.database = database;
    this.webhooks = webhooks;
    this.passwords = passwords;
  }

  /**
   * Adds a user.
   *
   * @param username 1 to 64 of {@code A-Za-z0-9._-}
   * @param displayName 1 to 64 characters; empty means the user name
   * @param password 8 to 1024 characters
   * @throws DirectoryException if one of them is not so, or the name is taken
   */
  public UserId addUser(String username, Optional<String> displayName, String password) {
    String name = Names.username(username);
    String shown = Names.displayName(displayName.orElse(name));
    String hash = passwords.hash(password);
    return database.inTransaction(handle -> addUser(handle, name, shown, hash));
  }

  UserId addUser(Handle handle, String username, String displayName, String passwordHash) {
    UUID id = ids.generate();
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO directory.app_user
                  (id, username, display_name, password_hash, created_at)
                VALUES (:id, :username, :displayName, :passwordHash, clock_timestamp())
                ON CONFLICT DO NOTHING
                """)
            .bind("id", id)
            .bind("username", username)
            .bind("displayName", displayName)
            .bind("passwordHash", passwordHash)
            .execute();
    if (added == 0) {
      throw new DirectoryException("There is a user " + username + " already");
    }
    return new UserId(id);
  }

  /**
   * Adds a community.
   *
   * @param name 1 to 100 characters
   * @param owner the name of the user who becomes its Owner
   * @throws DirectoryException if the name is not so, or there is no such user
   */
  public CommunityId addCommunity(String name, String owner) {
    String checked = Names.community(name);
    return database.inTransaction(handle -> addCommunity(handle, checked, user(handle, owner)));
  }

  CommunityId addCommunity(Handle handle, String name, UserId owner) {
    CommunityId id = new CommunityId(ids.generate());
    handle
        .createUpdate(
            """
            INSERT INTO directory.community (id, name, created_at)
            VALUES (:id, :name, clock_timestamp())
            """)
        .bind("id", id.value())
        .bind("name", name)
        .execute();
    Members.put(handle, id, owner, Role.OWNER);
    return id;
  }

  /**
   * Adds a channel after the other channels of a community.
   *
   * @param name 1 to 100 characters, unique in the community
   * @param topic at most 1024 characters
   * @throws DirectoryException if a value breaks a rule, or the community does not exist
   */
  public ChannelId addChannel(String name, CommunityId community, Optional<String> topic) {
    String checked = Names.channel(name);
    Optional<String> checkedTopic = Names.topic(topic);
    return database.inTransaction(handle -> addChannel(handle, checked, community, checkedTopic));
  }

  ChannelId addChannel(Handle handle, String name, CommunityId community, Optional<String> topic) {
    Members.lock(handle, community);
    UUID id = ids.generate();
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO directory.channel (id, community_id, name, topic, created_at)
                VALUES (:id, :community, :name, :topic, clock_timestamp())
                ON CONFLICT DO NOTHING
                """)
            .bind("id", id)
            .bind("community", community.value())
            .bind("name", name)
            .bind("topic", topic.orElse(null))
            .execute();
    if (added == 0) {
      throw new DirectoryException("The community has a channel " + name + " already");
    }
    return new ChannelId(id);
  }

  /**
   * Archives a channel, so that no webhook can post there, or takes it out of the archive. Does
   * nothing if the channel is in that state already.
   *
   * @throws DirectoryException if the channel does not exist
   */
  public void setArchived(ChannelId channel, boolean archived) {
    database.inTransaction(
        handle -> {
          int found =
              handle
                  .createUpdate("UPDATE directory.channel SET archived = :archived WHERE id = :id")
                  .bind("archived", archived)
                  .bind("id", channel.value())
                  .execute();
          if (found == 0) {
            throw new DirectoryException("There is no channel " + channel);
          }
          webhooks.raiseVersions(channel);
          return null;
        });
  }

  /**
   * Makes a user a member of a community, or gives a member another role.
   *
   * @throws DirectoryException if there is no such user or community, or if the community would be
   *     left without an Owner
   */
  public void setMember(String username, CommunityId community, Role role) {
    database.inTransaction(
        handle -> {
          UserId user = user(handle, username);
          Members.lock(handle, community);
          Members.put(handle, community, user, role);
          Members.requireOwner(handle, community, username);
          return null;
        });
  }

  /**
   * Takes a member out of a community.
   *
   * @throws DirectoryException if there is no such member, or if the community would be left
   *     without an Owner
   */
  public void removeMember(String username, CommunityId community) {
    database.inTransaction(
        handle -> {
          UserId user = user(handle, username);
          Members.lock(handle, community);
          if (!Members.remove(handle, community, user)) {
            throw new DirectoryException(username + " is not a member of the community");
          }
          Members.requireOwner(handle, community, username);
          return null;
        });
  }

  private static UserId user(Handle handle, String username) {
    return handle
        .createQuery("SELECT id FROM directory.app_user WHERE lower(username) = lower(:username)")
        .bind("username", Names.username(username))
        .mapTo(UUID.class)
        .findOne()
        .map(UserId::new)
        .orElseThrow(() -> new DirectoryException("There is no user " + username));
  }
}
