package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookExceptionTest {
  private static final Violation TOO_LONG =
      new Violation("name", ViolationCode.TOO_LONG, "is too long");
  private static final Violation REQUIRED =
      new Violation("content", ViolationCode.REQUIRED, "is required");

  @Test
  void aRefusalHasNoStackTraceAndNoSuppressedExceptions() {
    WebhookException refused = WebhookException.notFound("webhook");
    refused.addSuppressed(new IllegalStateException());

    assertThat(refused.getStackTrace()).isEmpty();
    assertThat(refused.getSuppressed()).isEmpty();
    assertThat(refused.getCause()).isNull();
  }

  @Test
  void whatIsNotFoundIsNamedAndNothingElse() {
    WebhookException refused = WebhookException.notFound("webhook");

    assertThat(refused).hasMessage("No such webhook.");
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused.violations()).isEmpty();
  }

  @Test
  void anInvalidInputListsAllItsViolations() {
    WebhookException refused = WebhookException.invalid(List.of(TOO_LONG, REQUIRED));

    assertThat(refused).hasMessage("name is too long; content is required");
    assertThat(refused.violations()).containsExactly(TOO_LONG, REQUIRED);
  }

  @Test
  void theViolationsAreACopyThatNobodyChanges() {
    var violations = new ArrayList<>(List.of(TOO_LONG));
    WebhookException refused = WebhookException.invalid(violations);
    violations.clear();

    assertThat(refused.violations()).containsExactly(TOO_LONG).isUnmodifiable();
  }

  @Test
  void anInvalidInputWithoutAViolationIsAFault() {
    assertThatThrownBy(() -> WebhookException.invalid(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WebhookException(Reason.INVALID, "wrong"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
