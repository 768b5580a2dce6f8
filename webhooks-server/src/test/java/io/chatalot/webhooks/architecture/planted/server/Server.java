package io.chatalot.webhooks.architecture.planted.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.jdbi.v3.core.Jdbi;

/** Sees Jdbi outside of the directory, and fetches what it is told to. */
public final class Server {
  public Jdbi jdbi;

  public InputStream avatar(URI address) throws IOException {
    return address.toURL().openStream();
  }
}
