package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Webhooks and their audit trail, behind one lock. */
public final class InMemoryWebhooks implements WebhookStore, AuditTrail {
  private final Map<WebhookId, Webhook> webhooks = new LinkedHashMap<>();
  private final Map<WebhookId, Usage> usages = new HashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final InstantSource clock;

  /**
   * @param clock sets all times, to the millisecond
   */
  public InMemoryWebhooks(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Webhook add(NewWebhook made, int maxInChannel, AuditDraft entry) {
    if (list(made.channelId()).size() >= maxInChannel) {
      throw new WebhookException(
          Reason.CONFLICT, "The channel holds " + maxInChannel + " webhooks already.");
    }
    Instant now = now();
    Webhook webhook = made.storedAt(now);
    webhooks.put(webhook.id(), webhook);
    entries.add(entry.storedAt(now));
    return webhook;
  }

  @Override
  public synchronized Optional<Webhook> find(TokenHash token) {
    return webhooks.values().stream()
        .filter(webhook -> webhook.tokenHash().equals(token))
        .findFirst();
  }

  @Override
  public synchronized List<Webhook> find(Set<TokenHash> tokens) {
    return webhooks.values().stream()
        .filter(webhook -> tokens.contains(webhook.tokenHash()))
        .toList();
  }

  @Override
  public synchronized Optional<ListedWebhook> find(WebhookId id) {
    return Optional.ofNullable(webhooks.get(id)).map(this::listed);
  }

  @Override
  public synchronized List<ListedWebhook> list(ChannelId channel) {
    return webhooks.values().stream()
        .filter(webhook -> webhook.channelId().equals(channel))
        .map(this::listed)
        .toList();
  }

  @Override
  public synchronized ListedWebhook update(Webhook known, Function<Webhook, Change> change) {
    Change changed = change.apply(existing(known.id()));
    webhooks.put(known.id(), changed.webhook());
    Instant now = now();
    changed.entries().forEach(entry -> entries.add(entry.storedAt(now)));
    return listed(changed.webhook());
  }

  @Override
  public synchronized void delete(Webhook known, Function<Webhook, AuditDraft> entry) {
    entries.add(entry.apply(existing(known.id())).storedAt(now()));
    webhooks.remove(known.id());
  }

  @Override
  public synchronized void raiseVersions(ChannelId channel) {
    webhooks.replaceAll(
        (id, webhook) ->
            webhook.channelId().equals(channel) ? webhook.withVersionRaised() : webhook);
  }

  @Override
  public synchronized List<AuditEntry> latest(ChannelId channel, int limit) {
    var latest =
        new ArrayList<>(
            entries.stream().filter(entry -> entry.channelId().equals(channel)).toList());
    Collections.reverse(latest);
    return latest.stream().limit(limit).toList();
  }

  synchronized boolean has(WebhookId id, long version) {
    Webhook webhook = webhooks.get(id);
    return webhook != null && webhook.version() == version;
  }

  synchronized void count(WebhookId id, Instant at) {
    usages.merge(
        id,
        new Usage(1, Optional.of(at)),
        (before, one) -> new Usage(before.messagesSent() + 1, one.lastUsedAt()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private Webhook existing(WebhookId id) {
    return Optional.ofNullable(webhooks.get(id))
        .orElseThrow(() -> WebhookException.notFound("webhook"));
  }

  private ListedWebhook listed(Webhook webhook) {
    return new ListedWebhook(webhook, usages.getOrDefault(webhook.id(), Usage.NONE));
  }
}
