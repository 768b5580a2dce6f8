package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPlaintextTest {
  private static final DisplayName CI = new DisplayName("CI");
  private static final MessageContent PASSED = new MessageContent("Build #142 passed");

  @Test
  void aMessageIsWrittenAsChatalotsServerWritesIt() {
    assertThat(HostPlaintext.of(CI, Optional.empty(), PASSED))
        .isEqualTo(
            "{\"content\":\"Build #142 passed\",\"webhook_avatar\":null,\"webhook_name\":\"CI\"}");
  }

  @Test
  void everyMessageIsReadAsItWasWritten() {
    var name = new DisplayName("\"CI\" \\ 🚀 字");
    var avatar = Optional.of(new AvatarUrl("/api/avatars/ci.png?a=\"b\"".replace("\"", "%22")));
    var content = new MessageContent("{\"a\":[\"\\u0041\"]}\r\n\t\u0001\u2028</script> 👩‍👩‍👧");

    assertThat(HostPlaintext.parse(HostPlaintext.of(name, avatar, content)))
        .contains(new HostPlaintext(name, avatar, content));
  }

  @Test
  void aMessageOfChatalotsServerIsRead() {
    assertThat(
            HostPlaintext.parse(
                """
                {"webhook_name":"CI", "new": {"content": ["no"]},
                 "content":"Build #142 passed","webhook_avatar":"/api/a.png"}
                """))
        .contains(new HostPlaintext(CI, Optional.of(new AvatarUrl("/api/a.png")), PASSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\" \\n \"", "null", "7", "{}", "[\"CI\"]"})
  void aNameThatCannotBeSeenBecomesWebhook(String name) {
    assertThat(HostPlaintext.parse("{\"content\":\"x\",\"webhook_name\":" + name + "}"))
        .map(HostPlaintext::name)
        .contains(new DisplayName("Webhook"));
  }

  @Test
  void aNameThatBreaksTheRulesIsMended() {
    assertThat(HostPlaintext.parse("{\"content\":\"x\",\"webhook_name\":\" a\\nb \"}"))
        .map(HostPlaintext::name)
        .contains(new DisplayName("a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"javascript:alert(1)\"", "\"https://u:p@example.com\"", "null"})
  void anAvatarThatBreaksTheRulesBecomesNone(String avatar) {
    assertThat(HostPlaintext.parse("{\"content\":\"x\",\"webhook_avatar\":" + avatar + "}"))
        .map(HostPlaintext::avatar)
        .contains(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "\"content\"",
        "null",
        "{",
        "{\"content\":\"x\"",
        "{\"content\":\"x\"} {}",
        "{\"content\":\"x\"}}",
        "{\"content\":'x'}",
        "{}",
        "{\"content\":null}",
        "{\"content\":7}",
        "{\"content\":\"\"}",
        "{\"text\":{\"content\":\"x\"}}"
      })
  void textWithoutAContentIsNoMessage(String plaintext) {
    assertThat(HostPlaintext.parse(plaintext)).isEmpty();
    assertThat(HostPlaintext.shown(plaintext)).isEmpty();
  }

  @Test
  void deepNestingIsNoMessage() {
    String deep = "{\"content\":\"x\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(HostPlaintext.parse(deep)).isEmpty();
  }

  @Test
  void aContentThatBreaksTheRulesIsNoMessageAndIsShownAllTheSame() {
    String tooLong = "x".repeat(4001);
    assertThat(HostPlaintext.parse("{\"content\":\"" + tooLong + "\"}")).isEmpty();
    assertThat(HostPlaintext.shown("{\"content\":\"" + tooLong + "\"}"))
        .contains("**Webhook**\n\n" + tooLong);
    assertThat(HostPlaintext.parse("{\"content\":\" \"}")).isEmpty();
    assertThat(HostPlaintext.shown("{\"content\":\" \"}")).contains("**Webhook**\n\n ");
    assertThat(HostPlaintext.parse("{\"content\":\"a\\u0000\\ud83d\"}")).isEmpty();
    assertThat(HostPlaintext.shown("{\"content\":\"a\\u0000\\ud83d\"}"))
        .contains("**Webhook**\n\na\uFFFD\uFFFD");
  }
}
