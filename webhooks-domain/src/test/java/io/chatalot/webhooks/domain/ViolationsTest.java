package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.refusal;
import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ViolationsTest {
  private final Violations violations = new Violations();

  @Test
  void aRightValueIsHandedOnAndNothingIsNoted() {
    assertThat(violations.check("name", () -> new DisplayName("CI")))
        .contains(new DisplayName("CI"));
    assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void allWrongFieldsAreReportedTogetherInOrder() {
    assertThat(violations.check("content", () -> new MessageContent(""))).isEmpty();
    violations.check("name", () -> new DisplayName("fine"));
    assertThat(violations.check("avatar_url", () -> new AvatarUrl("x"))).isEmpty();
    violations.add(new Violation("token", ViolationCode.NOT_ALLOWED, "may not be changed"));

    WebhookException refused = refusal(violations::throwIfAny);

    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.violations())
        .extracting(Violation::field)
        .containsExactly("content", "avatar_url", "token");
    assertThat(refused).hasMessageEndingWith("; token may not be changed");
  }

  @Test
  void aWrongFieldIsReportedByTheNameThatItsSenderKnows() {
    violations.check("username", () -> new DisplayName(""));

    assertThat(violations(violations::throwIfAny)).containsExactly("username too_short");
  }

  @Test
  void aRefusalForAnotherReasonGoesThrough() {
    WebhookException away = new WebhookException(Reason.UNAVAILABLE, "away");

    assertThatThrownBy(
            () ->
                violations.check(
                    "name",
                    () -> {
                      throw away;
                    }))
        .isSameAs(away);
  }

  @Test
  void aFaultGoesThrough() {
    assertThatThrownBy(() -> violations.check("name", () -> new DisplayName(null)))
        .isInstanceOf(NullPointerException.class);
  }
}
