package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "build/142", "...", " ", "\"quoted\"", "a%2Fb;c?d#e", "~"})
  void printableAsciiIsAKey(String key) {
    assertThat(MessageKey.ofCaller(key).value()).isEqualTo(key);
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThat(MessageKey.ofCaller("k".repeat(255)).value()).hasSize(255);
    refused("k".repeat(256), "must be 1 to 255 printable ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ä", "a\tb", "a\nb", "\u007f", "§group:1"})
  void otherTextsAreRefused(String key) {
    refused(key, "must be 1 to 255 printable ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aSegmentThatAnAddressCannotEndWithIsRefused(String key) {
    refused(key, "must not be . or ..");
  }

  @Test
  void theKeyOfAGroupIsShortAndNoCallers() {
    String group = "{}/{severity=\"critical\"}:{alertname=\"Disk\"}".repeat(50);

    assertThat(MessageKey.ofGroup(group)).isEqualTo(MessageKey.ofGroup(group));
    assertThat(MessageKey.ofGroup(group)).isNotEqualTo(MessageKey.ofGroup(group + " "));
    String value = MessageKey.ofGroup(group).value();
    assertThat(value).hasSizeLessThan(255);
    assertThatThrownBy(() -> MessageKey.ofCaller(value)).isInstanceOf(WebhookException.class);
  }

  private static void refused(String key, String message) {
    assertThatThrownBy(() -> MessageKey.ofCaller(key))
        .isInstanceOfSatisfying(
            WebhookException.class,
            refused ->
                assertThat(refused.violations())
                    .containsExactly(new Violation("key", ViolationCode.INVALID_VALUE, message)));
  }
}
