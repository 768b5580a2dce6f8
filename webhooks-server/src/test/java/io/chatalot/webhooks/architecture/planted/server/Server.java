package io.chatalot.webhooks.architecture.planted.server;

import org.jdbi.v3.core.Jdbi;

/** Sees Jdbi outside of the directory. */
public final class Server {
  public Jdbi jdbi;
}
