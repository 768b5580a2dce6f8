package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @Test
  void aNameThatFollowsTheRulesStays() {
    assertThat(HostName.mended("CI Pipeline")).hasToString("CI Pipeline");
    assertThat(HostName.mended("🚀".repeat(64))).hasToString("🚀".repeat(64));
  }

  @Test
  void whiteSpaceAtTheEndsIsCutOff() {
    assertThat(HostName.mended("\u00a0 \tPadded \u3000")).hasToString("Padded");
  }

  @Test
  void aForbiddenCharacterBecomesASpace() {
    assertThat(HostName.mended("a\nb\u2028c\u202Ed\u0007")).hasToString("a b c d");
  }

  @Test
  void aNameThatIsTooLongKeepsItsBeginning() {
    assertThat(HostName.mended("🚀".repeat(65))).hasToString("🚀".repeat(64));
    assertThat(HostName.mended("x".repeat(63) + " y")).hasToString("x".repeat(63));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "\u200b\u200b", "\n\r\t", "\ud83d", "\u202E"})
  void aNameThatCannotBeSeenBecomesWebhook(String name) {
    assertThat(HostName.mended(name)).hasToString("Webhook");
  }
}
