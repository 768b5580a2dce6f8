package io.chatalot.webhooks.page;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.chatalot.webhooks.server.ServerProcess;
import io.chatalot.webhooks.server.chatalot.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for a Chatalot's server and client: log-in, refresh tokens for one use each, a page
 * that keeps the tokens in {@code localStorage}, and a service worker for the whole origin.
 */
final class ChatalotStandIn implements AutoCloseable {
  private static final Duration LIFE = Duration.ofMinutes(15);

  /** The members of {@code host-seed.sql} by username. */
  private static final Map<String, UUID> USERS =
      Map.of("iadmin", id("2"), "owner", id("3"), "member", id("6"), "suspended", id("8"));

  private static final Map<String, String> FILES =
      Map.of("/client.js", "text/javascript", "/service-worker.js", "text/javascript");

  private final SigningKey key;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
  private final List<String> spent = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile CountDownLatch held = new CountDownLatch(0);

  ChatalotStandIn(SigningKey key) throws IOException {
    this.key = key;
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Begins a session as log-in does. */
  Tokens begin(String username) {
    return begin(username, LIFE);
  }

  /**
   * Begins a session.
   *
   * @param life of the access token; negative if it has ended already
   */
  Tokens begin(String username, Duration life) {
    String refresh = "refresh-" + UUID.randomUUID();
    refreshTokens.put(refresh, username);
    return new Tokens(access(username, life), refresh);
  }

  private String access(String username, Duration life) {
    long now = Instant.now().getEpochSecond();
    return key.token(
        String.format(
            Locale.ROOT,
            "{\"sub\":\"%s\",\"username\":\"%s\",\"is_admin\":false,\"is_owner\":false,"
                + "\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}",
            USERS.get(username),
            username,
            now,
            now + life.toSeconds(),
            UUID.randomUUID()));
  }

  /** Ends the session of a refresh token. */
  void revoke(Tokens tokens) {
    refreshTokens.remove(tokens.refresh());
  }

  /** The refresh tokens that came to be renewed, refused ones too. */
  List<String> spent() {
    return spent;
  }

  /** Answers refreshes as a proxy does for a server that is away. */
  void setAway(boolean away) {
    this.away = away;
  }

  /** Holds the answers to refreshes until the latch is at zero. */
  void hold(CountDownLatch latch) {
    held = latch;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (path) {
        case "/api/auth/login" -> {
          String username = ServerProcess.field(body, "username");
          send(
              exchange,
              USERS.containsKey(username) ? Optional.of(begin(username)) : Optional.empty());
        }
        case "/api/auth/refresh" -> refresh(exchange, ServerProcess.field(body, "refresh_token"));
        default -> file(exchange, path);
      }
    }
  }

  private void refresh(HttpExchange exchange, String token) throws IOException {
    spent.add(token);
    if (away) {
      send(exchange, 502, "text/html", "<h1>Bad Gateway</h1>".getBytes(StandardCharsets.UTF_8));
    } else {
      Optional<Tokens> tokens = Optional.ofNullable(refreshTokens.remove(token)).map(this::begin);
      awaitRelease();
      send(exchange, tokens);
    }
  }

  private void awaitRelease() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Optional<Tokens> tokens) throws IOException {
    String json =
        tokens
            .map(Tokens::json)
            .orElse("{\"error\":{\"code\":\"unauthorized\",\"message\":\"unauthorized\"}}");
    send(
        exchange,
        tokens.isPresent() ? 200 : 401,
        "application/json",
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers unknown paths with the client's page, as the server of a single-page client does. */
  private static void file(HttpExchange exchange, String path) throws IOException {
    boolean known = FILES.containsKey(path);
    send(
        exchange,
        200,
        known ? FILES.get(path) : "text/html",
        resource(known ? path : "/index.html"));
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream file = ChatalotStandIn.class.getResourceAsStream("/chatalot-client" + path)) {
      return file.readAllBytes();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  record Tokens(String access, String refresh) {
    String json() {
      return String.format(
          Locale.ROOT, "{\"access_token\":\"%s\",\"refresh_token\":\"%s\"}", access, refresh);
    }
  }
}
