package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.server.LongWords;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

class SettingsFuzzTest {
  /** Their values may hold a password. */
  private static final Set<String> SECRET =
      Set.of(
          "WEBHOOKS_DATABASE_URL",
          "WEBHOOKS_CHATALOT_DATABASE_URL",
          "WEBHOOKS_OWNER_PASSWORD",
          "WEBHOOKS_PUBLIC_URL");

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyValueIsTakenOrRefusedInOneLine(byte[] data) {
    String value = AnyText.of(data);
    limit.check(() -> SettingsTable.ALL.forEach(setting -> check(setting.name(), value)));
  }

  private static void check(String name, String value) {
    try {
      Settings settings = Settings.of(environment(name, value));
      assertThat(settings.publicUrl(80).isAbsolute()).isTrue();
      assertThat(settings.address(80).isAbsolute()).isTrue();
      assertThat(settings.toString()).startsWith("Settings[");
    } catch (SettingsException refused) {
      assertThat(refused.getMessage())
          .containsPattern("^" + name + " must |^\\w+ needs " + name + ", ")
          .doesNotContainPattern("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]")
          .hasSizeLessThan(300);
      if (SECRET.contains(name) && LongWords.of(value).length > 0) {
        assertThat(refused.getMessage()).doesNotContain(LongWords.of(value));
      }
    }
  }

  /** Some settings need others beside them, which are right here. */
  private static Map<String, String> environment(String name, String value) {
    var environment = new HashMap<String, String>();
    if (name.startsWith("WEBHOOKS_CHATALOT_")) {
      environment.put("WEBHOOKS_CHATALOT_DATABASE_URL", "postgresql://db/chatalot");
      environment.put("WEBHOOKS_CHATALOT_PUBLIC_KEY", "k.pem");
    } else if (name.startsWith("WEBHOOKS_TLS_")) {
      environment.put("WEBHOOKS_TLS_CERTIFICATE", "c.pem");
      environment.put("WEBHOOKS_TLS_KEY", "k.pem");
    }
    environment.put(name, value);
    return environment;
  }
}
