package io.chatalot.webhooks.architecture.planted.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/** Sees Jdbi outside of the directory, fetches what it is told to, and has rounds of its own. */
public final class Server {
  public Jdbi jdbi;

  public void again(ScheduledExecutorService executor) {
    executor.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
  }

  public InputStream avatar(URI address) throws IOException {
    return address.toURL().openStream();
  }
}
