package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final String PATH = "/api/a.png";

  @Test
  void aFingerprintIs64HexadecimalDigits() {
    assertThat(Fingerprint.of(Command.say("hello"))).matches("[0-9a-f]{64}");
  }

  @Test
  void equalCommandsHaveTheSameFingerprint() {
    assertThat(Fingerprint.of(command("hello", "CI", PATH)))
        .isEqualTo(Fingerprint.of(command("hello", " CI ", PATH)));
  }

  @Test
  void commandsThatDifferInAnythingHaveDifferentFingerprints() {
    List<Command> different =
        List.of(
            command("hello", null, null),
            command("hello ", null, null),
            command("Hello", null, null),
            command("hello", "CI", null),
            command("hello", "ci", null),
            command("hello", PATH, null),
            command("hello", null, PATH),
            command("hello", "CI", PATH),
            command("helloCI", null, PATH),
            command("hello", "CI" + PATH, null),
            command("hello" + PATH, "CI", null),
            command(PATH, "hello", null),
            command("CI", "hello", PATH),
            command("hello\u0001CI", null, null),
            command("hello\u0001CI", null, PATH),
            command("\u0001hello", null, null),
            command("caf\u00E9", null, null),
            command("cafe\u0301", null, null),
            command("\uD83D\uDE80", null, null),
            command("\uD83D\uDE81", null, null));

    assertThat(different.stream().map(Fingerprint::of)).doesNotHaveDuplicates();
  }

  private static Command command(String content, String username, String avatarUrl) {
    return new Command(
        new MessageContent(content),
        Optional.ofNullable(username).map(DisplayName::new),
        Optional.ofNullable(avatarUrl).map(AvatarUrl::new));
  }
}
