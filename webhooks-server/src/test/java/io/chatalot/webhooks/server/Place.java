package io.chatalot.webhooks.server;

import io.chatalot.webhooks.adapter.http.ServerApi;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.http.host.Accounts;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.Communities;
import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.http.host.LoginLimit;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.fake.InMemoryDirectory;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryRefusals;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The three ways to run webhooks, each with its real routes and the settings that choose it. */
enum Place {
  STANDALONE(Map.of()) {
    @Override
    List<String> more() {
      return ServerApi.standalone(
              unused(Accounts.class),
              LoginLimit.NONE,
              unused(Communities.class),
              List::of,
              () -> "",
              () -> URL)
          .listing();
    }
  },

  BESIDE_A_CHATALOT(
      Map.of(
          "WEBHOOKS_CHATALOT_DATABASE_URL",
          "postgresql://me@db/chatalot",
          "WEBHOOKS_CHATALOT_PUBLIC_KEY",
          "key.pem")) {
    @Override
    List<String> more() {
      return ServerApi.besideHost(
              NOBODY,
              user -> Optional.empty(),
              unused(Communities.class),
              unused(InstanceWebhooks.class),
              List::of,
              () -> "",
              () -> URL)
          .listing();
    }
  },

  EMBEDDED(Map.of()) {
    @Override
    List<String> more() {
      return List.of();
    }
  };

  private static final URI URL = URI.create("https://chat.example");
  private static final Authenticator NOBODY = token -> Optional.empty();

  private final Map<String, String> settings;

  Place(Map<String, String> settings) {
    this.settings = settings;
  }

  /** The environment of a server or a command there. */
  Map<String, String> settings() {
    return settings;
  }

  /** The routes beyond those of an embedder. */
  abstract List<String> more();

  /** Each route's method and path. */
  TreeSet<String> routes() {
    var routes = new TreeSet<>(more());
    try (WebhooksApi api = api()) {
      routes.addAll(api.listing());
    }
    return routes;
  }

  private static WebhooksApi api() {
    var clock = InstantSource.system();
    var webhooks = new InMemoryWebhooks(clock);
    var messages = new InMemoryMessages(webhooks, clock);
    var directory = new InMemoryDirectory();
    return new WebhooksApi(
        new WebhookManager(webhooks, webhooks, directory, 50, UUID::randomUUID, new SecureRandom()),
        new WebhookCaller(
            webhooks,
            WebhookCache.NONE,
            directory,
            messages,
            RateLimiter.UNLIMITED,
            RateLimiter.UNLIMITED,
            new InMemoryRefusals(),
            PayloadCaptures.NONE,
            UUID::randomUUID,
            clock),
        new MessageReader(messages, directory),
        NOBODY,
        () -> URL);
  }

  /** A part of the host that listing routes does not need. */
  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals("readsCookie")) {
                return true;
              }
              throw new AssertionError("called: " + method);
            }));
  }
}
