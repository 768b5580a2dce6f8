package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a call that repeats an idempotency key is answered from the outcome of the first call. */
class FateTest {
  private final Webhook webhook = Samples.webhook(Samples.channel());
  private final NewMessage first = Samples.once(webhook, "key", "text");
  private final Message stored = first.message().storedAt(Samples.NOW);
  private final NewMessage same = Samples.once(webhook, "key", "text");
  private final NewMessage different = Samples.once(webhook, "key", "another text");
  private final NewMessage changed = Samples.once(webhook.withVersionRaised(), "key", "text");

  private Fate answered(Outcome outcome) {
    return Fate.of(first, appended(outcome));
  }

  private Appended appended(Outcome outcome) {
    return switch (outcome) {
      case STORED -> Appended.stored(stored);
      case REPLAYED -> Appended.replayed(stored);
      case KEY_REUSED -> Appended.keyReused();
      case WEBHOOK_CHANGED -> Appended.webhookChanged();
      case BUSY -> Appended.busy();
    };
  }

  private static Optional<Appended> learned(Fate fate, NewMessage repeat) {
    return fate.forRepeat(repeat).map(Supplier::get);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"STORED", "REPLAYED"})
  void ofAMessageThatIsStoredTheSameCallGetsThatMessage(Outcome outcome) {
    assertThat(learned(answered(outcome), same)).contains(Appended.replayed(stored));
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"STORED", "REPLAYED"})
  void ofAMessageThatIsStoredAnotherCallHearsThatTheKeyIsUsed(Outcome outcome) {
    assertThat(learned(answered(outcome), different)).contains(Appended.keyReused());
  }

  @Test
  void aKeyThatWasUsedForAnotherCallIsRefusedToTheSameAndTriedForOthers() {
    assertThat(learned(answered(Outcome.KEY_REUSED), same)).contains(Appended.keyReused());
    assertThat(learned(answered(Outcome.KEY_REUSED), different)).isEmpty();
  }

  @Test
  void aWebhookThatHasChangedHasChangedForEveryCallOfThatVersion() {
    assertThat(learned(answered(Outcome.WEBHOOK_CHANGED), same))
        .contains(Appended.webhookChanged());
    assertThat(learned(answered(Outcome.WEBHOOK_CHANGED), different))
        .contains(Appended.webhookChanged());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void aCallOfAnotherVersionOfTheWebhookLearnsNothing(Outcome outcome) {
    assertThat(learned(answered(outcome), changed)).isEmpty();
  }

  @Test
  void aFailureOfTheStoreIsOneForEveryCall() {
    for (Throwable failure :
        new Throwable[] {
          new WebhookException(Reason.UNAVAILABLE, "away"), new OutOfMemoryError("as asked")
        }) {
      Fate fate = Fate.of(first, failure);
      for (NewMessage repeat : new NewMessage[] {same, different, changed}) {
        assertThatThrownBy(fate.forRepeat(repeat).orElseThrow()::get).isSameAs(failure);
      }
    }
  }

  @Test
  void aFailureOfTheMessageIsOneForTheSameCallAlone() {
    var failure = new IllegalStateException("as asked");
    Fate fate = Fate.of(first, failure);

    assertThatThrownBy(fate.forRepeat(same).orElseThrow()::get).isSameAs(failure);
    assertThat(fate.forRepeat(different)).isEmpty();
    assertThat(fate.forRepeat(changed)).isEmpty();
  }
}
