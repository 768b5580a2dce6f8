package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.CommunityId;
import io.chatalot.webhooks.domain.UserId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Fills an empty directory: the community {@value #COMMUNITY}, its channel {@value #CHANNEL}, and
 * its Owner, the user {@value #OWNER}. Several nodes may do it at once; only one does.
 */
public final class FirstStart {
  static final String COMMUNITY = "Chatalot";
  static final String CHANNEL = "general";
  static final String OWNER = "owner";

  private final Database database;
  private final DirectoryAdmin admin;
  private final Passwords passwords;
  private final SecureRandom random;

  public FirstStart(
      Database database, DirectoryAdmin admin, Passwords passwords, SecureRandom random) {
    this.database = database;
    this.admin = admin;
    this.passwords = passwords;
    this.random = random;
  }

  /**
   * Fills the directory unless it has a user or a community.
   *
   * @param password the owner's password; if empty, one is made
   * @param made gets the made password, which is kept nowhere else, before anything counts: if it
   *     throws, nothing was done. It holds locks that other nodes wait for, and must not take long.
   *     The password counts when this method returns; if it throws because the database went away,
   *     the password may count or not
   * @throws DirectoryException if the password is shorter than 8 or longer than 1024 characters
   */
  public void run(Optional<String> password, Consumer<String> made) {
    if (!database.call(FirstStart::isEmpty)) {
      return;
    }
    String used = password.orElseGet(this::make);
    String hash = passwords.hash(used);
    database.inTransaction(
        handle -> {
          handle.execute("LOCK TABLE directory.community, directory.app_user IN EXCLUSIVE MODE");
          if (isEmpty(handle)) {
            fill(handle, hash);
            if (password.isEmpty()) {
              made.accept(used);
            }
          }
          return null;
        });
  }

  private void fill(Handle handle, String passwordHash) {
    UserId owner = admin.addUser(handle, OWNER, OWNER, passwordHash);
    CommunityId community = admin.addCommunity(handle, COMMUNITY, owner);
    admin.addChannel(handle, CHANNEL, community, Optional.empty());
  }

  private static boolean isEmpty(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT NOT EXISTS (SELECT 1 FROM directory.app_user)
               AND NOT EXISTS (SELECT 1 FROM directory.community)
            """)
        .mapTo(Boolean.class)
        .one();
  }

  private String make() {
    byte[] secret = new byte[15];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
