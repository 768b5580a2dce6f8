package io.chatalot.webhooks.server;

/** The command line. */
public final class Main {
  private Main() {}
}
