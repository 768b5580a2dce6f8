package io.chatalot.webhooks.page;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.HttpServer;
import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryRefusals;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.UserId;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Our server beside a host, with its stores in memory. */
final class InMemoryServer implements AutoCloseable {
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(InstantSource.system());
  private final InMemoryMessages messages = new InMemoryMessages(webhooks, InstantSource.system());
  private final AccessTokens tokens;
  private final URI publicUrl;
  private final int port;
  private HttpServer http;

  InMemoryServer(AccessTokens tokens, URI publicUrl, int port) {
    this.tokens = tokens;
    this.publicUrl = publicUrl;
    this.port = port;
  }

  void start() {
    var host = new InMemoryHost();
    var manager =
        new WebhookManager(webhooks, webhooks, host, 50, UUID::randomUUID, new SecureRandom());
    var caller =
        new WebhookCaller(
            webhooks,
            WebhookCache.NONE,
            host,
            messages,
            RateLimiter.UNLIMITED,
            RateLimiter.UNLIMITED,
            new InMemoryRefusals(),
            UUID::randomUUID,
            InstantSource.system());
    var sessions = new Sessions();
    var api =
        new WebhooksApi(
            manager, caller, new MessageReader(messages, host), sessions, () -> publicUrl);
    var server =
        ServerApi.besideHost(
            sessions,
            host,
            host,
            (by, page, perPage) -> new InstanceWebhooks.Page(List.of(), 0),
            List::of,
            () -> "",
            () -> publicUrl);
    http = new HttpServer(api, server, RequestObserver.NONE, HttpOptions.on("127.0.0.1", port));
    http.start();
  }

  @Override
  public void close() {
    http.close();
  }

  private final class Sessions implements Authenticator {
    @Override
    public Optional<UserId> authenticate(String token) {
      return tokens
          .user(token)
          .filter(user -> !user.equals(InMemoryHost.SUSPENDED))
          .map(UserId::new);
    }

    @Override
    public boolean readsCookie() {
      return false;
    }
  }
}
