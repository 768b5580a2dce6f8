package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resolves tokens to webhooks, singly or many by one look-up. */
final class Tokens {
  /** Looked up for an unknown token, so that a miss takes as long as a hit. */
  private static final ChannelId NO_CHANNEL = new ChannelId(new UUID(0, 0));

  private final WebhookStore webhooks;
  private final WebhookCache cache;
  private final Directory directory;
  private final InstantSource clock;
  private final RecentLookUps recent = new RecentLookUps();
  private final SharedLookUp<TokenHash, Resolved> lookUps = new SharedLookUp<>(this::read);

  Tokens(WebhookStore webhooks, WebhookCache cache, Directory directory, InstantSource clock) {
    this.webhooks = webhooks;
    this.cache = cache;
    this.directory = directory;
    this.clock = clock;
  }

  /** The cached webhook of the token, without a look-up; it may be out of date. */
  Optional<Webhook> remembered(TokenHash token) {
    return cache.find(token);
  }

  /**
   * The current webhook of the token. Always makes two look-ups, of a webhook and of a channel, so
   * timing does not reveal whether the webhook exists.
   */
  Resolved lookUp(TokenHash token) {
    return lookUps.get(token);
  }

  /** Whether a look-up of the last two seconds found no webhook with this token. */
  boolean hadNone(TokenHash token) {
    return recent.foundNone(token, clock.instant());
  }

  /** The webhook of each token: cached, or else looked up, all by one look-up. */
  Map<TokenHash, Resolved> resolve(Set<TokenHash> tokens) {
    var resolved = new HashMap<TokenHash, Resolved>();
    var unknown = new HashSet<TokenHash>();
    for (TokenHash token : tokens) {
      cache
          .find(token)
          .ifPresentOrElse(
              webhook -> resolved.put(token, new Resolved(Optional.of(webhook), true)),
              () -> unknown.add(token));
    }
    unknown.remove(TokenHash.NONE);
    if (!unknown.isEmpty()) {
      resolved.putAll(readAll(unknown));
    }
    tokens.forEach(token -> resolved.putIfAbsent(token, Resolved.UNKNOWN));
    return resolved;
  }

  private Resolved read(TokenHash token) {
    Instant at = clock.instant();
    Optional<Webhook> webhook = webhooks.find(token);
    boolean channelOpen =
        directory
            .channel(webhook.map(Webhook::channelId).orElse(NO_CHANNEL))
            .filter(channel -> !channel.archived())
            .isPresent();
    return noted(token, at, new Resolved(webhook, channelOpen));
  }

  private Map<TokenHash, Resolved> readAll(Set<TokenHash> tokens) {
    Instant at = clock.instant();
    Map<TokenHash, Webhook> found =
        webhooks.find(tokens).stream()
            .collect(Collectors.toMap(Webhook::tokenHash, webhook -> webhook));
    Map<ChannelId, Channel> channels =
        found.isEmpty()
            ? Map.of()
            : directory.channels(
                found.values().stream().map(Webhook::channelId).collect(Collectors.toSet()));
    var resolved = new HashMap<TokenHash, Resolved>();
    for (TokenHash token : tokens) {
      Optional<Webhook> webhook = Optional.ofNullable(found.get(token));
      boolean channelOpen =
          webhook
              .map(Webhook::channelId)
              .map(channels::get)
              .filter(channel -> !channel.archived())
              .isPresent();
      resolved.put(token, noted(token, at, new Resolved(webhook, channelOpen)));
    }
    return resolved;
  }

  private Resolved noted(TokenHash token, Instant at, Resolved resolved) {
    resolved.live().ifPresentOrElse(cache::remember, () -> cache.forget(token));
    recent.note(token, at, resolved.webhook().isPresent());
    return resolved;
  }
}
