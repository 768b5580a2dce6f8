package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.http.host.User;

/** The clients from which each account was recently logged into. Safe for use by many threads. */
public interface KnownClients {
  /**
   * Whether the account was logged into from the client. Neither blocks nor queries the database.
   *
   * @param client an address or a network, as limits count it
   * @param username the given username, which may be any text
   */
  boolean isKnown(String client, String username);

  /** Notes that the account was logged into from the client. May block, and never fails. */
  void remember(String client, User user);
}
