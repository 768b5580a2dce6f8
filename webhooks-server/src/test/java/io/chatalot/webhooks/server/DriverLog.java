package io.chatalot.webhooks.server;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hears what the PostgreSQL driver logs, while it listens. */
public final class DriverLog extends Handler implements AutoCloseable {
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  private final List<String> messages = new CopyOnWriteArrayList<>();

  public void listen() {
    DRIVER.addHandler(this);
  }

  public List<String> messages() {
    return messages;
  }

  @Override
  public void publish(LogRecord logged) {
    messages.add(new SimpleFormatter().formatMessage(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    DRIVER.removeHandler(this);
  }
}
