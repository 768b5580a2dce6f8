package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link WebhookStore}, and of the {@link AuditTrail} that reads its entries. */
public interface WebhookStoreContract {
  /** The store to be tested. It may hold other tests' webhooks. */
  WebhookStore webhooks();

  /** The audit trail of the same store. */
  AuditTrail audit();

  /** Makes the webhook and its audit entries older, as if time had passed. */
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
  default void aWebhookIsFoundByItsTokenAndByItsIdAsItWasAdded() {
    NewWebhook made = Samples.newWebhook(Samples.channel());

    Webhook webhook = webhooks().add(made, 1, Samples.created(made));

    assertThat(webhook).isEqualTo(made.storedAt(webhook.createdAt()));
    assertThat(webhook.createdAt()).isEqualTo(webhook.createdAt().truncatedTo(ChronoUnit.MILLIS));
    assertThat(webhooks().find(webhook.tokenHash())).contains(webhook);
    assertThat(webhooks().find(webhook.id())).contains(new ListedWebhook(webhook, Usage.NONE));
  }

  @Test
  default void whatWasNeverAddedIsNotFound() {
    assertThat(webhooks().find(TokenHash.NONE)).isEmpty();
    assertThat(webhooks().find(new WebhookId(UUID.randomUUID()))).isEmpty();
    assertThat(webhooks().list(Samples.channel())).isEmpty();
    assertThat(audit().latest(Samples.channel(), 1)).isEmpty();
  }

  @Test
  default void manyTokensAreLookedUpTogetherWhetherTheirWebhooksAreActiveOrNot() {
    Webhook one = added();
    Webhook off = added();
    added();
    webhooks()
        .update(off, before -> new Change(before.apply(WebhookEdit.switched(false)), List.of()));

    assertThat(
            webhooks()
                .find(Set.of(one.tokenHash(), off.tokenHash(), TokenHash.NONE, Samples.token())))
        .containsExactlyInAnyOrder(one, off.apply(WebhookEdit.switched(false)));
    assertThat(webhooks().find(Set.<TokenHash>of())).isEmpty();
  }

  @Test
  default void theOldTokenIsNotAmongThoseFoundTogetherOnceItIsRotated() {
    Webhook before = added();

    Webhook after = webhooks().update(before, WebhookStoreContract::rotated).webhook();

    assertThat(webhooks().find(Set.of(before.tokenHash(), after.tokenHash())))
        .containsExactly(after);
  }

  @Test
  default void aChannelListsItsOwnWebhooksTheOldestFirst() {
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
  default void aFullChannelRefusesTheNextWebhookAndRemembersNothingOfIt() {
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
  default void addsThatRaceNeverMakeMoreThanTheMaximum() {
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
  default void anUpdateKeepsAllThatItChanges() {
    Webhook before = added();
    WebhookEdit edit =
        new WebhookEdit(
            Samples.rename("Other").name(),
            new Edit.Remove<>(),
            new Edit.Set<>(new Template("{{ ä }}\n🚀")),
            Optional.of(false));
    Webhook after = before.apply(edit);

    ListedWebhook updated =
        webhooks().update(before, webhook -> new Change(webhook.apply(edit), List.of()));

    assertThat(updated.webhook()).isEqualTo(after);
    assertThat(webhooks().find(before.tokenHash())).contains(after);
    assertThat(webhooks().find(before.id()).orElseThrow().webhook()).isEqualTo(after);
  }

  @Test
  default void theOldTokenFindsNothingOnceItIsRotated() {
    Webhook before = added();

    Webhook after = webhooks().update(before, WebhookStoreContract::rotated).webhook();

    assertThat(webhooks().find(before.tokenHash())).isEmpty();
    assertThat(webhooks().find(after.tokenHash())).contains(after);
  }

  @Test
  default void updatesThatRaceComeOneAfterTheOther() {
    Webhook webhook = added();

    Race.run(
        8,
        runner -> {
          for (int i = 0; i < 10; i++) {
            webhooks().update(webhook, WebhookStoreContract::rotated);
          }
          return null;
        });

    assertThat(webhooks().find(webhook.id()).orElseThrow().webhook().version()).isEqualTo(81);
    assertThat(audit().latest(webhook.channelId(), 100)).hasSize(81);
  }

  @Test
  default void anUpdateThatThrowsChangesNothingAndWhatItThrewComesThrough() {
    Webhook webhook = added();
    var thrown = new IllegalStateException("on purpose");

    assertThatThrownBy(
            () ->
                webhooks()
                    .update(
                        webhook,
                        before -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
    assertThat(webhooks().find(webhook.tokenHash())).contains(webhook);
    assertThat(audit().latest(webhook.channelId(), 10)).hasSize(1);
  }

  @Test
  default void anUpdateMayChangeNothing() {
    Webhook webhook = added();

    ListedWebhook updated = webhooks().update(webhook, before -> new Change(before, List.of()));

    assertThat(updated.webhook()).isEqualTo(webhook);
    assertThat(audit().latest(webhook.channelId(), 10)).hasSize(1);
  }

  /** The caller's knowledge may be old: it saves a look-up and decides nothing. */
  @Test
  default void aChangeIsMadeOfTheWebhookAsItIsAndNotAsItWasKnown() {
    Webhook known = added();
    Webhook current = webhooks().update(known, WebhookStoreContract::rotated).webhook();

    ListedWebhook updated =
        webhooks()
            .update(
                known, before -> new Change(before.apply(WebhookEdit.switched(false)), List.of()));

    assertThat(updated.webhook()).isEqualTo(current.apply(WebhookEdit.switched(false)));
    assertThat(webhooks().update(known, before -> new Change(before, List.of())).webhook())
        .isEqualTo(updated.webhook());
    var deleted = new ArrayList<Webhook>();
    webhooks()
        .delete(
            known,
            before -> {
              deleted.add(before);
              return Samples.entry(AuditAction.DELETED, before);
            });
    assertThat(deleted).endsWith(updated.webhook());
  }

  @Test
  default void whatDoesNotExistCanBeNeitherUpdatedNorDeleted() {
    Webhook nobody = added();
    webhooks().delete(nobody, webhook -> Samples.entry(AuditAction.DELETED, webhook));

    assertThatThrownBy(() -> webhooks().update(nobody, WebhookStoreContract::rotated))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    assertThatThrownBy(
            () -> webhooks().delete(nobody, webhook -> Samples.entry(AuditAction.DELETED, webhook)))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @Test
  default void aDeletedWebhookIsGoneButItsAuditEntriesStay() {
    Webhook webhook = added();
    AuditDraft draft = Samples.entry(AuditAction.DELETED, webhook);

    webhooks().delete(webhook, before -> draft);

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
  default void auditEntriesComeInTheOrderOfStorageAndNotOfTheirTimes() {
    var channel = Samples.channel();
    Webhook first = added(channel);
    Webhook second = added(channel);
    age(second, Duration.ofDays(1));
    webhooks().delete(first, webhook -> Samples.entry(AuditAction.DELETED, webhook));

    assertThat(audit().latest(channel, 3))
        .extracting(AuditEntry::webhookId)
        .containsExactly(first.id(), second.id(), first.id());
    assertThat(audit().latest(channel, 2))
        .extracting(AuditEntry::action)
        .containsExactly(AuditAction.DELETED, AuditAction.CREATED);
  }

  @Test
  default void auditEntriesComeTheNewestFirstAlsoThoseOfOneChange() {
    Webhook webhook = added();
    webhooks()
        .update(
            webhook,
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
  default void aChannelThatChangesRaisesTheVersionsOfItsOwnWebhooksAlone() {
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
