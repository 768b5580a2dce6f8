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

/** Finds out what tokens are of: one at once, or many together. */
final class Tokens {
  /** Looked up when there is no webhook, so that a miss takes the time of a hit. */
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

  /** The live webhook as it was when it was last looked up, without a look-up. */
  Optional<Webhook> remembered(TokenHash token) {
    return cache.find(token);
  }

  /** What the token is of now; two look-ups, whatever they find. */
  Resolved lookUp(TokenHash token) {
    return lookUps.get(token);
  }

  /** Whether a look-up of the last two seconds found no webhook with this token. */
  boolean hadNone(TokenHash token) {
    return recent.foundNone(token, clock.instant());
  }

  /** What each of the tokens is of: remembered, or else looked up, all together. */
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
