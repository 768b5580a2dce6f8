package io.chatalot.webhooks.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens in place of a server, and answers every request with 503. */
final class OutOfOrder implements AutoCloseable {
  private static final byte[] ANSWER =
      "{\"error\":{\"code\":\"unavailable\",\"message\":\"Back soon.\"}}"
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final AtomicInteger refused = new AtomicInteger();

  OutOfOrder(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/", this::refuse);
    server.start();
  }

  /** The number of refused requests. */
  int refused() {
    return refused.get();
  }

  private void refuse(HttpExchange exchange) throws IOException {
    refused.incrementAndGet();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(503, ANSWER.length);
    exchange.getResponseBody().write(ANSWER);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
