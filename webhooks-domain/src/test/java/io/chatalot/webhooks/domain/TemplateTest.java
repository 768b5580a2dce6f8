package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @Test
  void aTemplateHasAtMost8000Characters() {
    String rocket = "\uD83D\uDE80";
    assertThat(new Template(rocket.repeat(8_000)).text()).hasSize(16_000);
    refused(rocket.repeat(8_001), "must be at most 8000 characters, but has 8001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\u200b"})
  void aTemplateShowsSomething(String text) {
    refused(text, "must have a character that can be seen; null removes the template");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\u0000b", "a\ud83d"})
  void aTemplateCanBeStored(String text) {
    refused(text, "must not contain U+0000 or an unpaired surrogate");
  }

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> new Template(text))
        .isInstanceOfSatisfying(
            WebhookException.class,
            refused -> {
              Violation violation = refused.violations().get(0);
              assertThat(violation.field()).isEqualTo("template");
              assertThat(violation.message()).isEqualTo(message);
            });
  }
}
