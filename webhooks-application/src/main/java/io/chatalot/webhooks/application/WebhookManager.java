package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.Channel;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Token;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What an Owner or Admin, who has a session, may do. */
public final class WebhookManager implements ManageWebhooks {
  private final WebhookStore webhooks;
  private final AuditTrail audit;
  private final Access access;
  private final int maxInChannel;
  private final Supplier<UUID> ids;
  private final SecureRandom random;

  /**
   * @param maxInChannel how many webhooks a channel may hold, at least 1
   * @param ids makes ids that no other call of any node makes; version 7 keeps indexes small
   */
  public WebhookManager(
      WebhookStore webhooks,
      AuditTrail audit,
      Directory directory,
      int maxInChannel,
      Supplier<UUID> ids,
      SecureRandom random) {
    this.webhooks = webhooks;
    this.audit = audit;
    this.access = new Access(directory);
    this.maxInChannel = maxInChannel;
    this.ids = ids;
    this.random = random;
  }

  @Override
  public void authorize(UserId by, ChannelId channel) {
    access.manager(by, channel);
  }

  @Override
  public void authorize(UserId by, WebhookId webhook) {
    show(by, webhook);
  }

  @Override
  public IssuedWebhook create(UserId by, ChannelId channelId, WebhookDraft draft) {
    Channel channel = access.manager(by, channelId);
    if (channel.archived()) {
      throw new WebhookException(Reason.CONFLICT, "The channel is archived.");
    }
    Token token = Token.generate(random);
    var made = new NewWebhook(new WebhookId(ids.get()), channelId, draft, token.hash(), by);
    Webhook webhook = webhooks.add(made, maxInChannel, entry(made));
    return new IssuedWebhook(new ListedWebhook(webhook, Usage.NONE), token);
  }

  @Override
  public List<ListedWebhook> list(UserId by, ChannelId channel) {
    access.manager(by, channel);
    return webhooks.list(channel);
  }

  @Override
  public ListedWebhook show(UserId by, WebhookId id) {
    ListedWebhook listed = webhooks.find(id).orElseThrow(WebhookManager::noSuchWebhook);
    requireManager(by, listed.webhook());
    return listed;
  }

  @Override
  public ListedWebhook edit(UserId by, WebhookId id, WebhookEdit edit) {
    show(by, id);
    return webhooks.update(
        id,
        before -> {
          Webhook after = before.apply(edit);
          return new Change(after, entries(before, after, by));
        });
  }

  @Override
  public ListedWebhook toggle(UserId by, WebhookId id, boolean active) {
    return edit(by, id, WebhookEdit.switched(active));
  }

  @Override
  public IssuedWebhook rotate(UserId by, WebhookId id) {
    show(by, id);
    Token token = Token.generate(random);
    ListedWebhook rotated =
        webhooks.update(
            id,
            before -> {
              Webhook after = before.rotate(token.hash());
              return new Change(after, List.of(entry(AuditAction.ROTATED, after, by)));
            });
    return new IssuedWebhook(rotated, token);
  }

  @Override
  public void delete(UserId by, WebhookId id) {
    show(by, id);
    webhooks.delete(id, webhook -> entry(AuditAction.DELETED, webhook, by));
  }

  @Override
  public List<AuditEntry> review(UserId by, ChannelId channel, int limit) {
    access.manager(by, channel);
    return audit.latest(channel, limit);
  }

  /**
   * A webhook in a community that the user is not in does not exist for the user, by its own name.
   */
  private void requireManager(UserId by, Webhook webhook) {
    try {
      access.manager(by, webhook.channelId());
    } catch (WebhookException refused) {
      throw refused.reason() == Reason.NOT_FOUND ? noSuchWebhook() : refused;
    }
  }

  private List<AuditDraft> entries(Webhook before, Webhook after, UserId by) {
    var entries = new ArrayList<AuditDraft>();
    if (!before.name().equals(after.name()) || !before.avatarUrl().equals(after.avatarUrl())) {
      entries.add(entry(AuditAction.EDITED, after, by));
    }
    if (before.active() != after.active()) {
      AuditAction action = after.active() ? AuditAction.SWITCHED_ON : AuditAction.SWITCHED_OFF;
      entries.add(entry(action, after, by));
    }
    return entries;
  }

  private AuditDraft entry(AuditAction action, Webhook webhook, UserId by) {
    return new AuditDraft(ids.get(), webhook.channelId(), webhook.id(), webhook.name(), action, by);
  }

  private AuditDraft entry(NewWebhook made) {
    return new AuditDraft(
        ids.get(),
        made.channelId(),
        made.id(),
        made.draft().name(),
        AuditAction.CREATED,
        made.createdBy());
  }

  private static WebhookException noSuchWebhook() {
    return WebhookException.notFound("webhook");
  }
}
