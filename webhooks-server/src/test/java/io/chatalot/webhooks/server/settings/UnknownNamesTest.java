package io.chatalot.webhooks.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNamesTest {
  @ParameterizedTest
  @CsvSource({
    "WEBHOOKS_PROT, WEBHOOKS_PORT",
    "WEBHOOKS_DATABASEURL, WEBHOOKS_DATABASE_URL",
    "WEBHOOKS_DB_URL, WEBHOOKS_DATABASE_URL",
    "WEBHOOKS_DATA_DIRECTORY, WEBHOOKS_DATA_DIR",
    "WEBHOOKS_TRUSTED_PROXY, WEBHOOKS_TRUSTED_PROXIES",
    "WEBHOOKS_TLS_CERT, WEBHOOKS_TLS_CERTIFICATE",
    "WEBHOOKS_RATELIMIT, WEBHOOKS_RATE_LIMIT",
    "WEBHOOKS_, WEBHOOKS_HOST",
    "webhooks_port, WEBHOOKS_PORT"
  })
  void aMisspeltNameIsAnsweredWithTheNearest(String misspelt, String nearest) {
    assertThat(UnknownNames.faults(Map.of(misspelt, "x")))
        .containsExactly(misspelt + " is not a setting; did you mean " + nearest + "?");
  }

  @Test
  void settingsBlankVariablesAndVariablesOfOthersAreNoFault() {
    var environment =
        Map.of("WEBHOOKS_PORT", "1", "WEBHOOKS_PROT", " ", "WEBHOOK_URL", "x", "HOME", "x");

    assertThat(UnknownNames.faults(environment)).isEmpty();
  }

  /** The value may be a secret under a misspelt name, and a name may hold anything. */
  @Test
  void aFaultIsOneShortLineWithoutTheValue() {
    String name = "WEBHOOKS_OWNER\n_PASWORD" + "x".repeat(1000);

    assertThat(UnknownNames.faults(Map.of(name, "secret99")))
        .singleElement()
        .asString()
        .startsWith("WEBHOOKS_OWNER?_PASWORD")
        .doesNotContain("secret99", "\n")
        .hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource({"WEBHOOKS_SERVICE_HOST", "WEBHOOKS_SERVICE_PORT_HTTP", "WEBHOOKS_PORT_80_TCP_ADDR"})
  void whatKubernetesSetsIsNamed(String link) {
    assertThat(UnknownNames.faults(Map.of(link, "tcp://10.0.0.1:80")))
        .singleElement()
        .asString()
        .contains("Kubernetes", "enableServiceLinks: false");
  }
}
