package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
  void onLoopbackNobodyElseListens(String host) {
    assertThat(Exposure.warning(settings(host, Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void beyondLoopbackThereIsAWarningOfOneLine(String host) {
    assertThat(Exposure.warning(settings(host, Map.of())))
        .hasValueSatisfying(
            line -> assertThat(line).contains(host, "WEBHOOKS_TLS_KEY").doesNotContain("\n"));
  }

  @Test
  void tlsAndATrustedProxyAreEnough() {
    assertThat(Exposure.warning(settings("0.0.0.0", Map.of("WEBHOOKS_TRUSTED_PROXIES", "::1"))))
        .isEmpty();
    assertThat(
            Exposure.warning(
                settings(
                    "0.0.0.0",
                    Map.of("WEBHOOKS_TLS_CERTIFICATE", "c.pem", "WEBHOOKS_TLS_KEY", "k.pem"))))
        .isEmpty();
  }

  private static Settings settings(String host, Map<String, String> others) {
    var environment = new HashMap<>(others);
    environment.put("WEBHOOKS_HOST", host);
    return Settings.of(environment);
  }
}
