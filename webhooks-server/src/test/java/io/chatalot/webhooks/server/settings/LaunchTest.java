package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.server.command.PasswordInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  private static final String LOST = "\uFFFD\uFFFD";

  @TempDir private Path folder;

  @Test
  void settingsAreReadInUtf8UnderEveryCharsetOfTheJvm() throws Exception {
    Path bytes =
        file("PATH=/bin\0WEBHOOKS_OWNER_PASSWORD=pä=ß€\0WEBHOOKS_PORT=1\0WEBHOOKS_PORT=2\0");

    assertThat(
            Launch.environment(
                Map.of("WEBHOOKS_OWNER_PASSWORD", LOST, "WEBHOOKS_PORT", "1", "HOME", "/"), bytes))
        .isEqualTo(Map.of("WEBHOOKS_OWNER_PASSWORD", "pä=ß€", "WEBHOOKS_PORT", "1", "HOME", "/"));
  }

  @Test
  void withoutTheBytesTheJvmsTextStands() {
    Path nowhere = folder.resolve("nowhere");

    assertThat(Launch.environment(Map.of("WEBHOOKS_PORT", LOST), nowhere))
        .isEqualTo(Map.of("WEBHOOKS_PORT", LOST));
    assertThat(Launch.arguments(nowhere, "user", LOST)).containsExactly("user", LOST);
  }

  @Test
  void argumentsAreTheLastOnesOfTheCommandLineInUtf8() throws Exception {
    Path bytes = file("java\0-jar\0x.jar\0user\0add\0ann\0--display-name\0Ännä\0\0");

    assertThat(Launch.arguments(bytes, "user", "add", "ann", "--display-name", LOST, ""))
        .containsExactly("user", "add", "ann", "--display-name", "Ännä", "");
    assertThat(Launch.arguments(bytes)).isEmpty();
  }

  @Test
  void argumentsThatCameFromElsewhereStand() throws Exception {
    assertThat(Launch.arguments(file("java\0@file\0"), "user", "add", LOST))
        .containsExactly("user", "add", LOST);
    assertThat(Launch.arguments(file("java\0@file\0"), LOST)).containsExactly(LOST);
  }

  @Test
  void aSettingThatIsNoUtf8IsRefusedByItsNameAndNotShown() throws Exception {
    Path bytes = folder.resolve("bytes");
    Files.write(
        bytes, "WEBHOOKS_OWNER_PASSWORD=secret p\u00e4ss\0".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Settings.of(Launch.environment(Map.of(), bytes)))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("WEBHOOKS_OWNER_PASSWORD must be in UTF-8")
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatATerminalsCharsetCannotHoldIsNoPassword() {
    assertThat(PasswordInput.typed("pä€".toCharArray())).isEqualTo("pä€");
    assertThatThrownBy(() -> PasswordInput.typed(("secret" + LOST).toCharArray()))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("charset")
        .hasMessageNotContaining("secret");
  }

  private Path file(String texts) throws Exception {
    return Files.writeString(folder.resolve("bytes"), texts);
  }
}
