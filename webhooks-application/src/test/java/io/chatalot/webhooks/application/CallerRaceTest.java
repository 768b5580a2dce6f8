package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.keyed;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Edit;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** A webhook changes between its look-up and the storing of its message. */
class CallerRaceTest {
  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final WebhookId id = webhook.webhook().webhook().id();
  private final String token = webhook.token().reveal();

  @Test
  void aRenamedWebhookSpeaksUnderItsNewName() {
    Receipt receipt = callerWithChange(() -> rename("Builds")).execute(execution(token, "hello"));

    assertThat(receipt.message().message().username()).hasToString("Builds");
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aWebhookSwitchedOffMeanwhileSendsNothing() {
    isUnknownAfter(() -> stage.manager.webhook(stage.owner, id).toggle(false));
  }

  @Test
  void aWebhookRotatedMeanwhileSendsNothing() {
    isUnknownAfter(() -> stage.manager.webhook(stage.owner, id).rotate());
  }

  @Test
  void aWebhookDeletedMeanwhileSendsNothing() {
    isUnknownAfter(() -> stage.manager.webhook(stage.owner, id).delete());
  }

  @Test
  void aWebhookSwitchedOffAndOnMeanwhileSendsItsMessage() {
    WebhookCaller caller =
        callerWithChange(
            () -> {
              stage.manager.webhook(stage.owner, id).toggle(false);
              stage.manager.webhook(stage.owner, id).toggle(true);
            });

    assertThat(caller.execute(execution(token, "hello")).replayed()).isFalse();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aSecondLookUpIsNoSecondCall() {
    callerWithChange(() -> rename("Builds")).execute(execution(token, "hello"));

    assertThat(stage.admitted(token).quota().orElseThrow().remaining()).isEqualTo(BURST - 2L);
  }

  @Test
  void aMessageThatARivalSentUnderTheSameKeyMeanwhileIsReplayed() {
    WebhookCaller caller =
        callerWithChange(() -> stage.caller.execute(keyed(token, "hello", "build 1")));

    assertThat(caller.execute(keyed(token, "hello", "build 1")).replayed()).isTrue();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aWebhookThatNeverHoldsStillIsUnavailableInTheEnd() {
    WebhookCaller caller = caller(lookUp -> rename("CI " + lookUp));

    WebhookException refused = refusal(() -> caller.execute(execution(token, "hello")));

    assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(stored()).isZero();
  }

  private void isUnknownAfter(Runnable change) {
    WebhookException refused =
        refusal(() -> callerWithChange(change).execute(execution(token, "hello")));

    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused).hasMessage("No such webhook.");
    assertThat(stored()).isZero();
  }

  private WebhookCaller callerWithChange(Runnable change) {
    return caller(
        lookUp -> {
          if (lookUp == 1) {
            change.run();
          }
        });
  }

  private WebhookCaller caller(IntConsumer afterLookUp) {
    return stage.caller(
        new ChangingWebhooks(stage.webhooks, afterLookUp), stage.directory, stage.messages);
  }

  private void rename(String name) {
    stage
        .manager
        .webhook(stage.owner, id)
        .edit(
            new WebhookEdit(
                Optional.of(new DisplayName(name)), new Edit.Keep<>(), Optional.empty()));
  }

  private int stored() {
    return stage.messages.page(stage.channel, MessageRange.newest(100)).size();
  }

  /** Finds a webhook by its token, and runs a change before it returns the webhook. */
  private static final class ChangingWebhooks implements WebhookStore {
    private final WebhookStore webhooks;
    private final IntConsumer afterLookUp;
    private int lookUps;

    ChangingWebhooks(WebhookStore webhooks, IntConsumer afterLookUp) {
      this.webhooks = webhooks;
      this.afterLookUp = afterLookUp;
    }

    @Override
    public Optional<Webhook> find(TokenHash token) {
      Optional<Webhook> found = webhooks.find(token);
      lookUps++;
      afterLookUp.accept(lookUps);
      return found;
    }

    @Override
    public Webhook add(NewWebhook webhook, int maxInChannel, AuditDraft entry) {
      return webhooks.add(webhook, maxInChannel, entry);
    }

    @Override
    public List<Webhook> find(Set<TokenHash> tokens) {
      return webhooks.find(tokens);
    }

    @Override
    public Optional<ListedWebhook> find(WebhookId id) {
      return webhooks.find(id);
    }

    @Override
    public List<ListedWebhook> list(ChannelId channel) {
      return webhooks.list(channel);
    }

    @Override
    public ListedWebhook update(Webhook known, Function<Webhook, Change> change) {
      return webhooks.update(known, change);
    }

    @Override
    public void delete(Webhook known, Function<Webhook, AuditDraft> entry) {
      webhooks.delete(known, entry);
    }

    @Override
    public void raiseVersions(ChannelId channel) {
      webhooks.raiseVersions(channel);
    }
  }
}
