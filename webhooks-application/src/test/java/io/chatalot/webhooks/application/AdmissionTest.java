package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.BURST;
import static io.chatalot.webhooks.application.Stage.CLIENT;
import static io.chatalot.webhooks.application.Stage.execution;
import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.Directory;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call counts once, and makes at most one look-up of a webhook and of its channel. */
class AdmissionTest {
  private static final List<String> ONE_LOOK_UP = List.of("WebhookStore.find", "Directory.channel");
  private static final String UNKNOWN = "0".repeat(64);

  private final Stage stage = new Stage();
  private final Watched watched = new Watched();
  private final SimpleCache cache = new SimpleCache();
  private final WebhookCaller looking = caller(WebhookCache.NONE);
  private final WebhookCaller remembering = caller(cache);
  private final IssuedWebhook webhook = stage.issue("CI");
  private final String token = webhook.token().reveal();
  private final MessageId message = looking.execute(execution(token, "a")).message().message().id();

  /** The verbs of a call. */
  enum Verb {
    EXECUTE,
    INSPECT,
    FIND,
    EDIT,
    DELETE
  }

  /** The reasons for which a token is refused. */
  enum Dead {
    UNKNOWN,
    MALFORMED,
    OFF,
    DELETED,
    ROTATED,
    ARCHIVED
  }

  @BeforeEach
  void forgetWhatWasCalled() {
    watched.taken();
  }

  @ParameterizedTest
  @EnumSource
  void eachCallTakesOnePlaceAndOneLookUp(Verb verb) {
    Admission admission = looking.admit(Credentials.of(token, CLIENT));
    call(looking, admission, verb);

    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
    assertThat(remaining()).isEqualTo(BURST - 2L);
    assertThat(admission.quota().map(Quota::remaining)).contains(BURST - 2L);
  }

  @Test
  void anExecutionNeedsNoLookUpForARememberedWebhook() {
    remember();

    call(remembering, remembering.admit(Credentials.of(token, CLIENT)), Verb.EXECUTE);

    assertThat(watched.taken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXECUTE")
  void whatIsRememberedDecidesNothing(Verb verb) {
    remember();
    Admission admission = remembering.admit(Credentials.of(token, CLIENT));
    assertThat(watched.taken()).isEmpty();

    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);
    assertThat(refusal(() -> call(remembering, admission, verb)).reason())
        .isEqualTo(Reason.NOT_FOUND);
    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
  }

  @Test
  void aCallOverTheLimitIsLookedUpOnce() {
    exhaust();
    watched.taken();

    assertThat(overLimit(looking).webhook()).contains(webhook.webhook().webhook().id());
    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
  }

  @Test
  void aCallOverTheLimitIsLookedUpOnceForARememberedWebhookToo() {
    remember();
    exhaust();
    watched.taken();

    assertThat(overLimit(remembering).quota()).isEqualTo(stage.calls.quota(key()));
    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
  }

  @ParameterizedTest
  @EnumSource
  void everyDeadTokenCostsTheSameLookUps(Dead dead) {
    String candidate = dead(dead);
    watched.taken();

    refusal(() -> looking.admit(Credentials.of(candidate, CLIENT)));
    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
    refusal(() -> remembering.admit(Credentials.of(candidate, CLIENT)));
    assertThat(watched.taken()).isEqualTo(ONE_LOOK_UP);
    assertThat(stage.misses.quota(CLIENT).orElseThrow().remaining()).isEqualTo(BURST - 2L);
  }

  @Test
  void onlyManagersLearnThatADeadTokenIsOfAWebhook() {
    stage.manager.webhook(stage.owner, webhook.webhook().webhook().id()).toggle(false);

    CallRefused off = (CallRefused) refusal(() -> looking.admit(Credentials.of(token, CLIENT)));
    CallRefused unknown =
        (CallRefused) refusal(() -> looking.admit(Credentials.of(UNKNOWN, CLIENT)));

    assertThat(off.webhook()).contains(webhook.webhook().webhook().id());
    assertThat(unknown.webhook()).isEmpty();
    assertThat(off).hasMessage(unknown.getMessage());
  }

  @Test
  void storesThatAreAwayCountNothing() {
    WebhookStore away =
        watched.port(
            WebhookStore.class,
            stage.webhooks,
            name -> {
              throw new WebhookException(Reason.UNAVAILABLE, "away");
            });
    WebhookCaller caller = stage.caller(away, stage.directory, stage.messages);

    assertThat(refusal(() -> caller.admit(Credentials.of(token, CLIENT))).reason())
        .isEqualTo(Reason.UNAVAILABLE);
    assertThat(watched.taken()).hasSize(1);
    assertThat(remaining()).isEqualTo(BURST - 1L);
    assertThat(stage.misses.quota(CLIENT)).isEqualTo(stage.misses.untouched());
  }

  private WebhookCaller caller(WebhookCache remembered) {
    return new WebhookCaller(
        watched.port(WebhookStore.class, stage.webhooks),
        remembered,
        watched.port(Directory.class, stage.directory),
        stage.messages,
        stage.calls,
        stage.misses,
        Refusals.NONE,
        PayloadCaptures.NONE,
        UUID::randomUUID,
        () -> stage.now);
  }

  private void call(WebhookCaller caller, Admission admission, Verb verb) {
    switch (verb) {
      case EXECUTE -> caller.execute(admission, Command.say("b"), Optional.empty());
      case INSPECT -> caller.inspect(admission);
      case FIND -> caller.message(admission, message);
      case EDIT -> caller.edit(admission, message, new MessageContent("c"));
      case DELETE -> caller.delete(admission, message);
    }
  }

  private String dead(Dead dead) {
    var id = webhook.webhook().webhook().id();
    switch (dead) {
      case UNKNOWN -> {
        return UNKNOWN;
      }
      case MALFORMED -> {
        return "malformed";
      }
      case OFF -> stage.manager.webhook(stage.owner, id).toggle(false);
      case DELETED -> stage.manager.webhook(stage.owner, id).delete();
      case ROTATED -> stage.manager.webhook(stage.owner, id).rotate();
      case ARCHIVED -> stage.directory.setArchived(stage.channel, true);
    }
    return token;
  }

  private CallRefused overLimit(WebhookCaller caller) {
    var refused = (CallRefused) refusal(() -> caller.admit(Credentials.of(token, CLIENT)));
    assertThat(refused.reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(refused.limit()).isEqualTo(CallRefused.Limit.WEBHOOK);
    return refused;
  }

  private void remember() {
    cache.remember(webhook.webhook().webhook());
  }

  private void exhaust() {
    while (stage.calls.tryAcquire(key())) {
      continue;
    }
  }

  private long remaining() {
    return stage.calls.quota(key()).orElseThrow().remaining();
  }

  private String key() {
    return webhook.webhook().webhook().tokenHash().hex();
  }
}
