package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.host.Accounts.User;

/** From where each account was logged into of late. Safe for use by many threads. */
public interface KnownClients {
  /**
   * Whether the account was logged into from the client. Neither blocks nor asks the database.
   *
   * @param client an address or a network, as limits count it
   * @param username as it was given, which may be anything
   */
  boolean isKnown(String client, String username);

  /** The account was logged into from the client. May block, and never fails. */
  void remember(String client, User user);
}
