package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.server.LongWords;
import java.util.Map;
import java.util.Set;

class SettingsFuzzTest {
  /** Their values may hold a password. */
  private static final Set<String> SECRET =
      Set.of("WEBHOOKS_DATABASE_URL", "WEBHOOKS_OWNER_PASSWORD", "WEBHOOKS_PUBLIC_URL");

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyValueIsTakenOrRefusedInOneLine(byte[] data) {
    String value = AnyText.of(data);
    limit.check(() -> SettingsTable.ALL.forEach(setting -> check(setting.name(), value)));
  }

  private static void check(String name, String value) {
    try {
      Settings settings = Settings.of(Map.of(name, value));
      assertThat(settings.publicUrl(80).isAbsolute()).isTrue();
      assertThat(settings.address(80).isAbsolute()).isTrue();
      assertThat(settings.toString()).startsWith("Settings[");
    } catch (SettingsException refused) {
      assertThat(refused.getMessage())
          .containsPattern("^" + named(name) + " must ")
          .doesNotContainPattern("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]")
          .hasSizeLessThan(300);
      if (SECRET.contains(name) && LongWords.of(value).length > 0) {
        assertThat(refused.getMessage()).doesNotContain(LongWords.of(value));
      }
    }
  }

  /** One of the pair alone is wrong, or lacks the other. */
  private static String named(String name) {
    return name.startsWith("WEBHOOKS_TLS_") ? "WEBHOOKS_TLS_(CERTIFICATE|KEY)" : name;
  }
}
