package io.chatalot.webhooks.architecture.planted.server;

import io.chatalot.webhooks.architecture.planted.adapter.http.route.Route;
import io.chatalot.webhooks.architecture.planted.adapter.jdbc.row.Row;
import io.chatalot.webhooks.architecture.planted.application.markdown.Renderer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * Sees Jdbi outside of the directory and rooms of other modules, fetches what a caller names, and
 * has rounds of its own.
 */
public final class Server {
  public Jdbi jdbi;
  public Route route;
  public Row row;
  public Renderer renderer;

  public void again(ScheduledExecutorService executor) {
    executor.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);
  }

  public InputStream avatar(URI address) throws IOException {
    return address.toURL().openStream();
  }
}
