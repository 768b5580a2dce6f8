package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.AvatarEdit;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStore} does, and the {@link AuditTrail} that reads what it wrote. */
public interface WebhookStoreContract {
  /** The store to be tested. It may hold other tests' webhooks. */
  WebhookStore webhooks();

  /** Reads the same store. */
  AuditTrail audit();

  /** Makes the webhook and its audit entries older, as if that much time had passed. */
  void age(Webhook webhook, Duration by);

  private Webhook added(ChannelId channel) {
    return Samples.added(webhooks(), channel);
  }

  private Webhook added() {
    return added(Samples.channel());
  }

  private static Change rotated(Webhook before) {
    Webhook after = before.rotate(Samples.token());
    return new Change(after, List.of(Samples.entry(AuditAction.ROTATED, after)));
  }

  @Test
  default void a_webhook_is_found_by_its_token_and_by_its_id_as_it_was_added() {
    NewWebhook made = Samples.newWebhook(Samples.channel());

    Webhook webhook = webhooks().add(made, 1, Samples.created(made));

    assertThat(webhook).isEqualTo(made.storedAt(webhook.createdAt()));
    assertThat(webhook.createdAt()).isEqualTo(webhook.createdAt().truncatedTo(ChronoUnit.MILLIS));
    assertThat(webhooks().find(webhook.tokenHash())).contains(webhook);
    assertThat(webhooks().find(webhook.id())).contains(new ListedWebhook(webhook, Usage.NONE));
  }

  @Test
  default void what_was_never_added_is_not_found() {
    assertThat(webhooks().find(TokenHash.NONE)).isEmpty();
    assertThat(webhooks().find(new WebhookId(UUID.randomUUID()))).isEmpty();
    assertThat(webhooks().list(Samples.channel())).isEmpty();
    assertThat(audit().latest(Samples.channel(), 1)).isEmpty();
  }

  @Test
  default void many_tokens_are_looked_up_together_whether_their_webhooks_are_active_or_not() {
    Webhook one = added();
    Webhook off = added();
    added();
    webhooks()
        .update(
            off.id(), before -> new Change(before.apply(WebhookEdit.switched(false)), List.of()));

    assertThat(
            webhooks()
                .find(Set.of(one.tokenHash(), off.tokenHash(), TokenHash.NONE, Samples.token())))
        .containsExactlyInAnyOrder(one, off.apply(WebhookEdit.switched(false)));
    assertThat(webhooks().find(Set.<TokenHash>of())).isEmpty();
  }

  @Test
  default void the_old_token_is_not_among_those_found_together_once_it_is_rotated() {
    Webhook before = added();

    Webhook after = webhooks().update(before.id(), WebhookStoreContract::rotated).webhook();

    assertThat(webhooks().find(Set.of(before.tokenHash(), after.tokenHash())))
        .containsExactly(after);
  }

  @Test
  default void a_channel_lists_its_own_webhooks_the_oldest_first() {
    var channel = Samples.channel();
    Webhook first = added(channel);
    age(first, Duration.ofDays(2));
    Webhook second = added(channel);
    age(second, Duration.ofDays(1));
    Webhook third = added(channel);
    added();

    assertThat(webhooks().list(channel))
        .extracting(listed -> listed.webhook().id())
        .containsExactly(first.id(), second.id(), third.id());
  }

  @Test
  default void a_full_channel_refuses_the_next_webhook_and_remembers_nothing_of_it() {
    var channel = Samples.channel();
    added(channel);
    NewWebhook next = Samples.newWebhook(channel);

    assertThatThrownBy(() -> webhooks().add(next, 1, Samples.created(next)))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    assertThat(webhooks().find(next.id())).isEmpty();
    assertThat(audit().latest(channel, 10)).hasSize(1);
  }

  @Test
  default void adds_that_race_never_make_more_than_the_maximum() {
    var channel = Samples.channel();
    List<Boolean> added =
        Race.run(
            8,
            runner -> {
              NewWebhook webhook = Samples.newWebhook(channel);
              try {
                webhooks().add(webhook, 3, Samples.created(webhook));
                return true;
              } catch (WebhookException full) {
                assertThat(full.reason()).isEqualTo(Reason.CONFLICT);
                return false;
              }
            });

    assertThat(added).filteredOn(success -> success).hasSize(3);
    assertThat(webhooks().list(channel)).hasSize(3);
    assertThat(audit().latest(channel, 10)).hasSize(3);
  }

  @Test
  default void an_update_keeps_all_that_it_changes() {
    Webhook before = added();
    WebhookEdit edit =
        new WebhookEdit(
            Samples.rename("Other").name(), new AvatarEdit.Remove(), Optional.of(false));
    Webhook after = before.apply(edit);

    ListedWebhook updated =
        webhooks().update(before.id(), webhook -> new Change(webhook.apply(edit), List.of()));

    assertThat(updated.webhook()).isEqualTo(after);
    assertThat(webhooks().find(before.tokenHash())).contains(after);
    assertThat(webhooks().find(before.id()).orElseThrow().webhook()).isEqualTo(after);
  }

  @Test
  default void the_old_token_finds_nothing_once_it_is_rotated() {
    Webhook before = added();

    Webhook after = webhooks().update(before.id(), WebhookStoreContract::rotated).webhook();

    assertThat(webhooks().find(before.tokenHash())).isEmpty();
    assertThat(webhooks().find(after.tokenHash())).contains(after);
  }

  @Test
  default void updates_that_race_come_one_after_the_other() {
    Webhook webhook = added();

    Race.run(
        8,
        runner -> {
          for (int i = 0; i < 10; i++) {
            webhooks().update(webhook.id(), WebhookStoreContract::rotated);
          }
          return null;
        });

    assertThat(webhooks().find(webhook.id()).orElseThrow().webhook().version()).isEqualTo(81);
    assertThat(audit().latest(webhook.channelId(), 100)).hasSize(81);
  }

  @Test
  default void an_update_that_throws_changes_nothing_and_what_it_threw_comes_through() {
    Webhook webhook = added();
    var thrown = new IllegalStateException("on purpose");

    assertThatThrownBy(
            () ->
                webhooks()
                    .update(
                        webhook.id(),
                        before -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(webhooks().find(webhook.tokenHash())).contains(webhook);
    assertThat(audit().latest(webhook.channelId(), 10)).hasSize(1);
  }

  @Test
  default void an_update_may_change_nothing() {
    Webhook webhook = added();

    ListedWebhook updated =
        webhooks().update(webhook.id(), before -> new Change(before, List.of()));

    assertThat(updated.webhook()).isEqualTo(webhook);
    assertThat(audit().latest(webhook.channelId(), 10)).hasSize(1);
  }

  @Test
  default void what_does_not_exist_can_be_neither_updated_nor_deleted() {
    var nobody = new WebhookId(UUID.randomUUID());

    assertThatThrownBy(() -> webhooks().update(nobody, WebhookStoreContract::rotated))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    assertThatThrownBy(
            () -> webhooks().delete(nobody, webhook -> Samples.entry(AuditAction.DELETED, webhook)))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @Test
  default void a_deleted_webhook_is_gone_but_its_audit_entries_stay() {
    Webhook webhook = added();
    AuditDraft draft = Samples.entry(AuditAction.DELETED, webhook);

    webhooks().delete(webhook.id(), before -> draft);

    assertThat(webhooks().find(webhook.tokenHash())).isEmpty();
    assertThat(webhooks().find(webhook.id())).isEmpty();
    assertThat(webhooks().list(webhook.channelId())).isEmpty();
    assertThat(audit().latest(webhook.channelId(), 10))
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.DELETED, AuditAction.CREATED);
    AuditEntry entry = audit().latest(webhook.channelId(), 1).get(0);
    assertThat(entry).isEqualTo(draft.storedAt(entry.at()));
    assertThat(entry.at())
        .isAfterOrEqualTo(webhook.createdAt())
        .isEqualTo(entry.at().truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  default void audit_entries_come_in_the_order_they_were_stored_in_whatever_their_times() {
    var channel = Samples.channel();
    Webhook first = added(channel);
    Webhook second = added(channel);
    age(second, Duration.ofDays(1));
    webhooks().delete(first.id(), webhook -> Samples.entry(AuditAction.DELETED, webhook));

    assertThat(audit().latest(channel, 3))
        .extracting(AuditEntry::webhookId)
        .containsExactly(first.id(), second.id(), first.id());
    assertThat(audit().latest(channel, 2))
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.DELETED, AuditAction.CREATED);
  }

  @Test
  default void audit_entries_come_the_newest_first_also_those_of_one_change() {
    Webhook webhook = added();
    webhooks()
        .update(
            webhook.id(),
            before -> {
              Webhook after = before.apply(WebhookEdit.switched(false));
              return new Change(
                  after,
                  List.of(
                      Samples.entry(AuditAction.EDITED, after),
                      Samples.entry(AuditAction.SWITCHED_OFF, after)));
            });

    assertThat(audit().latest(webhook.channelId(), 2))
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.SWITCHED_OFF, AuditAction.EDITED);
  }

  @Test
  default void a_channel_that_changes_raises_the_versions_of_its_own_webhooks_alone() {
    var channel = Samples.channel();
    Webhook one = added(channel);
    Webhook two = added(channel);
    Webhook elsewhere = added();

    webhooks().raiseVersions(channel);

    assertThat(webhooks().find(one.tokenHash())).contains(one.withVersionRaised());
    assertThat(webhooks().find(two.tokenHash())).contains(two.withVersionRaised());
    assertThat(webhooks().find(elsewhere.tokenHash())).contains(elsewhere);
  }
}
