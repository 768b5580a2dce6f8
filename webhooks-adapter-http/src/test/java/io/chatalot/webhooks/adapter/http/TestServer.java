package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tls.TlsContext;
import io.chatalot.webhooks.adapter.http.tool.template.engine.PebbleTemplates;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.fake.InMemoryCaptures;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryRefusals;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.server.Server;

/** The whole HTTP server over real use cases and stores in memory, on a free port of loopback. */
public final class TestServer implements AutoCloseable {
  public final TestHost host = new TestHost();

  /** The clock of the stores. */
  public volatile InstantSource clock = InstantSource.system();

  final InMemoryWebhooks webhooks = new InMemoryWebhooks(() -> clock.instant());
  final InMemoryMessages messages = new InMemoryMessages(webhooks, () -> clock.instant());

  /** Outages of the stores that calls with a token need. */
  final StoreOutage outage = new StoreOutage();

  public final InMemoryRefusals refusals = new InMemoryRefusals();
  final List<String> missing = new ArrayList<>();
  public final List<String> observed = new ArrayList<>();
  public final List<ConnectionEnd> ended = new CopyOnWriteArrayList<>();
  volatile Duration lastTook = Duration.ZERO;
  final WebhookManager manager;
  final WebhookCaller caller;
  final MessageReader reader;
  public final WebhooksApi api;
  final ServerApi serverApi;
  private final InMemoryCaptures captures = new InMemoryCaptures(InstantSource.system());
  private final HttpServer http;

  /** The URL at which browsers reach the server. */
  public volatile URI publicUrl = URI.create("http://chat.example");

  public TestServer() {
    this(RateLimiter.UNLIMITED, RateLimiter.UNLIMITED);
  }

  public TestServer(RateLimiter calls, RateLimiter misses) {
    this(calls, misses, LoginLimit.NONE, HttpOptions.on("127.0.0.1", 0));
  }

  public TestServer(HttpOptions options) {
    this(RateLimiter.UNLIMITED, RateLimiter.UNLIMITED, LoginLimit.NONE, options);
  }

  public TestServer(RateLimiter calls, RateLimiter misses, LoginLimit logins, HttpOptions options) {
    this(calls, misses, Optional.of(logins), options);
  }

  /** A server beside a host that has the accounts, with any user's token as the host's token. */
  public static TestServer besideHost() {
    return new TestServer(
        RateLimiter.UNLIMITED,
        RateLimiter.UNLIMITED,
        Optional.empty(),
        HttpOptions.on("127.0.0.1", 0));
  }

  /**
   * @param logins empty for a server beside a host
   */
  private TestServer(
      RateLimiter calls, RateLimiter misses, Optional<LoginLimit> logins, HttpOptions options) {
    manager =
        new WebhookManager(
            webhooks, webhooks, host.directory, captures, 50, UUID::randomUUID, new SecureRandom());
    caller =
        new WebhookCaller(
            outage.of(WebhookStore.class, webhooks),
            WebhookCache.NONE,
            outage.of(Directory.class, host.directory),
            outage.of(MessageLog.class, messages),
            calls,
            misses,
            refusals,
            captures,
            UUID::randomUUID,
            InstantSource.system());
    reader = new MessageReader(messages, host.directory);
    Authenticator authenticator = logins.isPresent() ? host : host.byBearerAlone();
    api =
        new WebhooksApi(
            manager,
            caller,
            reader,
            new PebbleTemplates(),
            authenticator,
            () -> publicUrl,
            WebhooksApi.DEFAULT_STREAMS_PER_USER,
            LogOnlyBackground.create());
    serverApi = logins.map(this::standalone).orElseGet(() -> besideHost(authenticator));
    http = new HttpServer(api, serverApi, new Observer(), options);
    http.start();
  }

  private ServerApi standalone(LoginLimit logins) {
    return ServerApi.standalone(host, logins, host, () -> missing, () -> "up 1\n", () -> publicUrl);
  }

  private ServerApi besideHost(Authenticator authenticator) {
    return ServerApi.besideHost(
        authenticator,
        host,
        host,
        (by, page, perPage) -> host.page(by, page, perPage, webhooks),
        () -> missing,
        () -> "up 1\n",
        () -> publicUrl);
  }

  private final class Observer implements RequestObserver {
    @Override
    public void answered(String method, String route, int status, Duration took) {
      observe(method, route, status, took);
    }

    @Override
    public void connectionEnded(ConnectionEnd why) {
      ended.add(why);
    }
  }

  private synchronized void observe(String method, String route, int status, Duration took) {
    lastTook = took;
    observed.add(method + " " + route + " " + status);
  }

  /** Options with a free port of loopback. */
  public static HttpOptions options(
      TrustedProxies proxies,
      CrossOrigins crossOrigins,
      boolean strictTransport,
      Optional<TlsFiles> tls) {
    return new HttpOptions(
        "127.0.0.1",
        0,
        proxies,
        crossOrigins,
        strictTransport,
        tls,
        false,
        HttpOptions.MAX_CONNECTIONS);
  }

  /** The TLS context, if TLS is on. */
  public TlsContext tls() {
    return http.tls().orElseThrow();
  }

  /** The Jetty server. */
  public Server jetty() {
    return http.jetty();
  }

  public int port() {
    return http.port();
  }

  /** A client with the session of the user. */
  public TestClient as(String username) {
    return anonymous().with("Authorization", "Bearer " + host.session(username));
  }

  public TestClient anonymous() {
    return new TestClient(port());
  }

  public String channelPath() {
    return "/api/channels/" + host.channel;
  }

  /** Creates a webhook, and returns the answer with its token. */
  public JsonNode createWebhook(String name) {
    var answer =
        as("owner").post(channelPath() + "/webhooks", Json.object().put("name", name).toString());
    return answer.json();
  }

  @Override
  public void close() {
    http.close();
  }
}
