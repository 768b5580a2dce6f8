package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookDraft;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client over its limit on misses is refused without a look-up if its token was unknown lately.
 */
class HeldBackTest {
  private static final String UNKNOWN = "0".repeat(64);
  private static final String UNKNOWN_TOKEN =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String OTHER_CLIENT = "198.51.100.1";

  private final Stage stage = new Stage();
  private final Watched watched = new Watched();
  private final WebhookCaller caller =
      stage.caller(
          watched.port(WebhookStore.class, stage.webhooks), stage.directory, stage.messages);
  private final IssuedWebhook issued = stage.issue("CI");

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN_TOKEN, "malformed"})
  void aTokenThatNoWebhookHadIsNotLookedUpAgain(String token) {
    missAsOftenAsAllowed(token);
    watched.taken();

    assertHeldBack(token, CLIENT);
    assertThat(reasonOf(token, CLIENT)).isEqualTo(Reason.RATE_LIMITED);
    assertThat(watched.taken()).isEmpty();
  }

  @Test
  void anotherTokenIsLookedUp() {
    missAsOftenAsAllowed(UNKNOWN);
    watched.taken();

    caller.requireNotHeldBack(Credentials.of(UNKNOWN_TOKEN, CLIENT));
    assertThat(reasonOf(UNKNOWN_TOKEN, CLIENT)).isEqualTo(Reason.RATE_LIMITED);
    assertThat(watched.taken()).hasSize(1);
  }

  @Test
  void anotherClientIsNotHeldBack() {
    missAsOftenAsAllowed(UNKNOWN);
    watched.taken();

    caller.requireNotHeldBack(Credentials.of(UNKNOWN, OTHER_CLIENT));
    assertThat(reasonOf(UNKNOWN, OTHER_CLIENT)).isEqualTo(Reason.NOT_FOUND);
    assertThat(watched.taken()).hasSize(1);
  }

  @Test
  void aClientWithinItsLimitIsLookedUpEachTime() {
    reasonOf(UNKNOWN, CLIENT);

    caller.requireNotHeldBack(Credentials.of(UNKNOWN, CLIENT));
    assertThat(reasonOf(UNKNOWN, CLIENT)).isEqualTo(Reason.NOT_FOUND);
    assertThat(watched.taken()).hasSize(2);
  }

  @Test
  void afterTwoSecondsTheTokenIsLookedUp() {
    missAsOftenAsAllowed(UNKNOWN);
    stage.now = stage.now.plus(RecentLookUps.LIFETIME).minusNanos(1);
    assertHeldBack(UNKNOWN, CLIENT);
    watched.taken();

    stage.now = stage.now.plusNanos(1);
    caller.requireNotHeldBack(Credentials.of(UNKNOWN, CLIENT));
    assertThat(reasonOf(UNKNOWN, CLIENT)).isEqualTo(Reason.RATE_LIMITED);
    assertThat(watched.taken()).hasSize(1);
  }

  @Test
  void aClockThatWasSetBackHoldsNobodyBackForLonger() {
    missAsOftenAsAllowed(UNKNOWN);
    stage.now = stage.now.minusSeconds(3_600);

    caller.requireNotHeldBack(Credentials.of(UNKNOWN, CLIENT));
  }

  @Test
  void aTokenThatMovesHereIsTakenAfterTwoSecondsAtTheLatest() {
    Webhook webhook = issued.webhook().webhook();
    stage.manager.webhook(stage.owner, webhook.id()).delete();
    missAsOftenAsAllowed(issued.token().reveal());
    var moved =
        new NewWebhook(
            webhook.id(),
            webhook.channelId(),
            WebhookDraft.named("CI"),
            webhook.tokenHash(),
            webhook.createdBy());
    stage.webhooks.add(moved, 50, Samples.created(moved));

    caller.admit(Credentials.of(issued.token().reveal(), OTHER_CLIENT));
    caller.admit(Credentials.of(issued.token().reveal(), CLIENT));
  }

  @Test
  void webhooksThatAreOffOrArchivedAreLookedUpEachTime() {
    stage.manager.webhook(stage.owner, issued.webhook().webhook().id()).toggle(false);
    missAsOftenAsAllowed(issued.token().reveal());
    watched.taken();

    caller.requireNotHeldBack(Credentials.of(issued.token().reveal(), CLIENT));
    assertThat(reasonOf(issued.token().reveal(), CLIENT)).isEqualTo(Reason.RATE_LIMITED);
    assertThat(watched.taken()).hasSize(1);
  }

  @Test
  void aTokenThatWasResolvedAfterItsAnswerCountsToo() {
    missAsOftenAsAllowed(UNKNOWN);
    Credentials other = Credentials.of(UNKNOWN_TOKEN, CLIENT);
    caller.requireNotHeldBack(other);

    caller.settle(
        List.of(new RefusedCall(other, false, Optional.empty(), SettlementTest.refusal("a"))));

    assertHeldBack(UNKNOWN_TOKEN, CLIENT);
  }

  private void assertHeldBack(String token, String client) {
    var refused =
        (CallRefused) refusal(() -> caller.requireNotHeldBack(Credentials.of(token, client)));
    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refused.limit()).isEqualTo(CallRefused.Limit.MISSES);
    assertThat(refused.quota()).isEqualTo(stage.misses.quota(client));
  }

  private void missAsOftenAsAllowed(String token) {
    for (int i = 0; i < BURST; i++) {
      assertThat(reasonOf(token, CLIENT)).isEqualTo(Reason.NOT_FOUND);
    }
  }

  private Reason reasonOf(String token, String client) {
    return refusal(() -> caller.admit(Credentials.of(token, client))).reason();
  }
}
