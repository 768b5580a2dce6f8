package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refused input was told. */
final class Refusals {
  private Refusals() {}

  static WebhookException refusal(ThrowingCallable call) {
    WebhookException refused = catchThrowableOfType(WebhookException.class, call);
    if (refused == null) {
      throw new AssertionError("was not refused");
    }
    return refused;
  }

  /** Field and code of each broken rule. */
  static List<String> violations(ThrowingCallable call) {
    return refusal(call).violations().stream()
        .map(violation -> violation.field() + " " + violation.code().wireName())
        .toList();
  }
}
