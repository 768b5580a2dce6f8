package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.application.driving.manage.ManagedChannel;
import io.chatalot.webhooks.application.driving.manage.ManagedWebhook;
import io.chatalot.webhooks.application.markdown.Markdown;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.CapturedPayload;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets Owners and Admins manage webhooks. Safe for use by many threads. */
public final class WebhookManager implements ManageWebhooks {
  private final WebhookStore webhooks;
  private final AuditTrail audit;
  private final Access access;
  private final PayloadCaptures captures;
  private final Markdown markdown = new Markdown();
  private final int maxInChannel;
  private final Supplier<UUID> ids;
  private final SecureRandom random;

  /** Creates a manager that keeps no payloads; see the other constructor for the parameters. */
  public WebhookManager(
      WebhookStore webhooks,
      AuditTrail audit,
      Directory directory,
      int maxInChannel,
      Supplier<UUID> ids,
      SecureRandom random) {
    this(webhooks, audit, directory, PayloadCaptures.NONE, maxInChannel, ids, random);
  }

  /**
   * @param captures keeps payloads for those who write templates
   * @param maxInChannel the most webhooks of a channel, at least 1
   * @param ids makes ids that no other call of any node makes; version 7 keeps indexes small
   */
  public WebhookManager(
      WebhookStore webhooks,
      AuditTrail audit,
      Directory directory,
      PayloadCaptures captures,
      int maxInChannel,
      Supplier<UUID> ids,
      SecureRandom random) {
    this.captures = captures;
    this.webhooks = webhooks;
    this.audit = audit;
    this.access = new Access(directory);
    this.maxInChannel = maxInChannel;
    this.ids = ids;
    this.random = random;
  }

  @Override
  public ManagedChannel channel(UserId by, ChannelId channel) {
    return new InChannel(by, access.manager(by, channel));
  }

  @Override
  public ManagedWebhook webhook(UserId by, WebhookId id) {
    ListedWebhook listed = webhooks.find(id).orElseThrow(WebhookManager::noSuchWebhook);
    try {
      access.manager(by, listed.webhook().channelId());
    } catch (WebhookException refused) {
      // The refusal must not name the channel of a webhook that does not exist for this user.
      throw refused.reason() == Reason.NOT_FOUND ? noSuchWebhook() : refused;
    }
    return new OfWebhook(by, listed);
  }

  private AuditDraft entry(AuditAction action, Webhook webhook, UserId by) {
    return new AuditDraft(ids.get(), webhook.channelId(), webhook.id(), webhook.name(), action, by);
  }

  private static WebhookException noSuchWebhook() {
    return WebhookException.notFound("webhook");
  }

  private final class InChannel implements ManagedChannel {
    private final UserId by;
    private final Channel channel;

    InChannel(UserId by, Channel channel) {
      this.by = by;
      this.channel = channel;
    }

    @Override
    public IssuedWebhook create(WebhookDraft draft) {
      if (channel.archived()) {
        throw new WebhookException(Reason.CONFLICT, "The channel is archived.");
      }
      Token token = Token.generate(random);
      var made = new NewWebhook(new WebhookId(ids.get()), channel.id(), draft, token.hash(), by);
      var entry =
          new AuditDraft(ids.get(), channel.id(), made.id(), draft.name(), AuditAction.CREATED, by);
      Webhook webhook = webhooks.add(made, maxInChannel, entry);
      return new IssuedWebhook(new ListedWebhook(webhook, Usage.NONE), token);
    }

    @Override
    public List<ListedWebhook> list() {
      return webhooks.list(channel.id());
    }

    @Override
    public List<AuditEntry> review(int limit) {
      return audit.latest(channel.id(), limit);
    }
  }

  private final class OfWebhook implements ManagedWebhook {
    private final UserId by;
    private final ListedWebhook listed;

    OfWebhook(UserId by, ListedWebhook listed) {
      this.by = by;
      this.listed = listed;
    }

    @Override
    public ListedWebhook shown() {
      return listed;
    }

    @Override
    public ListedWebhook edit(WebhookEdit edit) {
      return webhooks.update(
          listed.webhook(),
          before -> {
            Webhook after = before.apply(edit);
            return new Change(after, entries(before, after));
          });
    }

    @Override
    public ListedWebhook toggle(boolean active) {
      return edit(WebhookEdit.switched(active));
    }

    @Override
    public Preview preview(Command command) {
      Webhook webhook = listed.webhook();
      return new Preview(
          command.content(),
          markdown.toHtml(command.content()),
          command.username().orElse(webhook.name()),
          command.avatarUrl().or(webhook::avatarUrl));
    }

    @Override
    public Instant beginCapture() {
      return captures.begin(listed.webhook().id());
    }

    @Override
    public Optional<CapturedPayload> captured() {
      return captures.find(listed.webhook().id());
    }

    @Override
    public IssuedWebhook rotate() {
      Token token = Token.generate(random);
      ListedWebhook rotated =
          webhooks.update(
              listed.webhook(),
              before -> {
                Webhook after = before.rotate(token.hash());
                return new Change(after, List.of(entry(AuditAction.ROTATED, after, by)));
              });
      return new IssuedWebhook(rotated, token);
    }

    @Override
    public void delete() {
      webhooks.delete(listed.webhook(), webhook -> entry(AuditAction.DELETED, webhook, by));
    }

    private List<AuditDraft> entries(Webhook before, Webhook after) {
      var entries = new ArrayList<AuditDraft>();
      boolean edited =
          !before.name().equals(after.name())
              || !before.avatarUrl().equals(after.avatarUrl())
              || !before.template().equals(after.template());
      if (edited) {
        entries.add(entry(AuditAction.EDITED, after, by));
      }
      if (before.active() != after.active()) {
        AuditAction action = after.active() ? AuditAction.SWITCHED_ON : AuditAction.SWITCHED_OFF;
        entries.add(entry(action, after, by));
      }
      return entries;
    }
  }
}
