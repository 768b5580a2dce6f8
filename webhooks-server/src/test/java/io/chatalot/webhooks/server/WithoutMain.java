package io.chatalot.webhooks.server;

import io.chatalot.webhooks.server.settings.Settings;

/** A service that embeds the server, in a JVM whose defaults are nobody's business here. */
final class WithoutMain {
  private WithoutMain() {}

  public static void main(String[] none) throws InterruptedException {
    WebhookServer server = WebhookServer.start(Settings.of(System.getenv()), password -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    System.out.println("Serving on " + server.publicUrl());
    Thread.currentThread().join();
  }
}
