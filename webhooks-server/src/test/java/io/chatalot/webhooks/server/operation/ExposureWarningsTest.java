package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureWarningsTest {
  private static final String URL = "http://0.0.0.0:8080";

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "::1"})
  void onLoopbackNobodyElseListens(String host) {
    assertThat(warnings(host, Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
  void beyondLoopbackThereIsAWarningOfOneLine(String host) {
    assertThat(warnings(host, Map.of("WEBHOOKS_PUBLIC_URL", "https://chat.example")))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains(host, "WEBHOOKS_TLS_KEY").doesNotContain("\n"));
  }

  @Test
  void tlsAndATrustedProxyAreEnough() {
    assertThat(warnings("192.0.2.1", Map.of("WEBHOOKS_TRUSTED_PROXIES", "::1"))).isEmpty();
    assertThat(
            warnings(
                "192.0.2.1",
                Map.of("WEBHOOKS_TLS_CERTIFICATE", "c.pem", "WEBHOOKS_TLS_KEY", "k.pem")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::0"})
  void withoutAPublicUrlAnAddressThatMeansAllOfAMachineIsAWarningWithTheUrlPeopleGet(String host) {
    assertThat(warnings(host, Map.of("WEBHOOKS_TRUSTED_PROXIES", "::1")))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains(URL, "WEBHOOKS_PUBLIC_URL").doesNotContain("\n"));
    assertThat(
            warnings(
                host,
                Map.of(
                    "WEBHOOKS_TRUSTED_PROXIES",
                    "::1",
                    "WEBHOOKS_PUBLIC_URL",
                    "https://chat.example")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "192.0.2.1", "no-such-host.invalid"})
  void anAddressThatOthersCanCallNeedsNoPublicUrl(String host) {
    assertThat(warnings(host, Map.of("WEBHOOKS_TRUSTED_PROXIES", "::1"))).isEmpty();
  }

  private static List<String> warnings(String host, Map<String, String> others) {
    return ExposureWarnings.warnings(settings(host, others), URI.create(URL));
  }

  private static Settings settings(String host, Map<String, String> others) {
    var environment = new HashMap<>(others);
    environment.put("WEBHOOKS_HOST", host);
    return Settings.of(environment);
  }
}
