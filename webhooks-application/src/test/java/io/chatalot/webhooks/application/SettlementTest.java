package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driven.Refusals.OfWebhook;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Calls that were refused before their token was resolved are counted after their answers. */
class SettlementTest {
  private static final String UNKNOWN = "0".repeat(64);

  private final Stage stage = new Stage();
  private final Watched watched = new Watched();
  private final SimpleCache cache = new SimpleCache();
  private final List<OfWebhook> kept = new ArrayList<>();
  private int unknown;
  private final WebhookCaller caller =
      new WebhookCaller(
          watched.port(WebhookStore.class, stage.webhooks),
          cache,
          watched.port(Directory.class, stage.directory),
          stage.messages,
          stage.calls,
          stage.misses,
          new Refusals() {
            @Override
            public void keep(List<OfWebhook> refusals) {
              kept.addAll(refusals);
            }

            @Override
            public void unknown(int count) {
              unknown += count;
            }
          },
          PayloadCaptures.NONE,
          UUID::randomUUID,
          () -> stage.now);
  private final IssuedWebhook ci = stage.issue("CI");
  private final IssuedWebhook deploy = stage.issue("Deploy");

  @Test
  void manyAreResolvedByOneLookUp() {
    caller.settle(
        List.of(call(ci, "a"), call(UNKNOWN, "b"), call(deploy, "c"), call("1".repeat(64), "d")));

    assertThat(watched.taken()).containsExactly("WebhookStore.find", "Directory.channels");
    assertThat(kept)
        .containsExactly(
            new OfWebhook(id(ci), refusal("a")), new OfWebhook(id(deploy), refusal("c")));
    assertThat(unknown).isEqualTo(2);
  }

  @Test
  void unknownTokensCountAsMissesOfTheirClient() {
    caller.settle(List.of(call(UNKNOWN, "a"), call("malformed", "b"), call(UNKNOWN, "c")));

    assertThat(stage.misses.quota(CLIENT).orElseThrow().remaining()).isEqualTo(BURST - 3L);
    assertThat(kept).isEmpty();
    assertThat(unknown).isEqualTo(3);
  }

  @Test
  void aLiveTokenTakesAPlaceInTheLimitOfItsWebhookForEachCall() {
    caller.settle(List.of(call(ci, "a"), call(ci, "b")));

    assertThat(remaining(ci)).isEqualTo(BURST - 2L);
    assertThat(remaining(deploy)).isEqualTo(BURST);
    assertThat(stage.misses.quota(CLIENT)).isEqualTo(stage.misses.untouched());
  }

  @Test
  void aRememberedWebhookIsNotLookedUp() {
    caller.settle(List.of(call(ci, "a")));
    watched.taken();

    caller.settle(List.of(call(ci, "b")));

    assertThat(watched.taken()).isEmpty();
    assertThat(remaining(ci)).isEqualTo(BURST - 2L);
    assertThat(kept).hasSize(2);
  }

  @Test
  void malformedTokensAloneNeedNoLookUp() {
    caller.settle(List.of(call("malformed", "a")));

    assertThat(watched.taken()).isEmpty();
    assertThat(unknown).isEqualTo(1);
  }

  @Test
  void deadTokensAreMissesLikeUnknownOnesButTheirManagersLearnOfThem() {
    stage.manager.webhook(stage.owner, id(ci)).toggle(false);
    caller.settle(List.of(call(ci, "a")));
    stage.directory.setArchived(stage.channel, true);
    caller.settle(List.of(call(deploy, "b")));

    assertThat(stage.misses.quota(CLIENT).orElseThrow().remaining()).isEqualTo(BURST - 2L);
    assertThat(remaining(ci)).isEqualTo(BURST);
    assertThat(remaining(deploy)).isEqualTo(BURST);
    assertThat(kept).extracting(OfWebhook::webhook).containsExactly(id(ci), id(deploy));
  }

  @Test
  void aTokenUnderTheAddressOfAnotherWebhookIsAMiss() {
    var mixed = Credentials.of(ci.token().reveal(), Optional.of(id(deploy)), CLIENT);
    caller.settle(List.of(new RefusedCall(mixed, false, Optional.empty(), refusal("a"))));

    assertThat(stage.misses.quota(CLIENT).orElseThrow().remaining()).isEqualTo(BURST - 1L);
    assertThat(remaining(ci)).isEqualTo(BURST);
    assertThat(kept).containsExactly(new OfWebhook(id(ci), refusal("a")));
  }

  @Test
  void whatWasCountedBeforeIsNeitherCountedNorLookedUpAgain() {
    var credentials = Credentials.of(ci.token().reveal(), CLIENT);
    caller.settle(
        List.of(
            new RefusedCall(credentials, true, Optional.of(id(ci)), refusal("a")),
            new RefusedCall(credentials, true, Optional.empty(), refusal("b"))));

    assertThat(watched.taken()).isEmpty();
    assertThat(remaining(ci)).isEqualTo(BURST);
    assertThat(stage.misses.quota(CLIENT)).isEqualTo(stage.misses.untouched());
    assertThat(kept).containsExactly(new OfWebhook(id(ci), refusal("a")));
    assertThat(unknown).isEqualTo(1);
  }

  @Test
  void aLimitThatIsUsedUpStaysAsItIs() {
    for (int i = 0; i < BURST + 2; i++) {
      caller.settle(List.of(call(ci, "a")));
    }

    assertThat(remaining(ci)).isZero();
    assertThat(kept).hasSize(BURST + 2);
  }

  @Test
  void storesThatAreAwayCountNothing() {
    var away =
        stage.caller(
            watched.port(
                WebhookStore.class,
                stage.webhooks,
                name -> {
                  throw new WebhookException(Reason.UNAVAILABLE, "away");
                }),
            stage.directory,
            stage.messages);

    assertThat(Stage.refusal(() -> away.settle(List.of(call(UNKNOWN, "a")))).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(stage.misses.quota(CLIENT)).isEqualTo(stage.misses.untouched());
  }

  static Refusal refusal(String message) {
    return new Refusal(
        Instant.EPOCH, "/", 422, "validation_error", message, CLIENT, "curl", OptionalLong.of(2));
  }

  private static RefusedCall call(IssuedWebhook webhook, String message) {
    return call(webhook.token().reveal(), message);
  }

  private static RefusedCall call(String token, String message) {
    return new RefusedCall(
        Credentials.of(token, CLIENT), false, Optional.empty(), refusal(message));
  }

  private long remaining(IssuedWebhook webhook) {
    return stage
        .calls
        .quota(webhook.webhook().webhook().tokenHash().hex())
        .orElseThrow()
        .remaining();
  }

  private static WebhookId id(IssuedWebhook webhook) {
    return webhook.webhook().webhook().id();
  }
}
