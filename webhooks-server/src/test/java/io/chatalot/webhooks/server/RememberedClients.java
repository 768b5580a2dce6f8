package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.host.User;
import io.chatalot.webhooks.server.directory.KnownClients;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Clients that are known until the end of a test. */
public final class RememberedClients implements KnownClients {
  private final Set<String> known = new HashSet<>();

  @Override
  public boolean isKnown(String client, String username) {
    return known.contains(client + " " + username.toLowerCase(Locale.ROOT));
  }

  @Override
  public void remember(String client, User user) {
    known.add(client + " " + user.username().toLowerCase(Locale.ROOT));
  }
}
