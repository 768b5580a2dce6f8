package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.PemFiles;
import io.chatalot.webhooks.server.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, where others than this machine's users may listen. */
class ExposureWarningsIT {
  @TempDir Path folder;

  @Test
  void whoListensBeyondLoopbackWithoutTlsIsWarnedAtTheStart() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, Map.of("WEBHOOKS_HOST", "0.0.0.0"))) {
      assertThat(server.err().lines())
          .filteredOn(line -> line.contains("WARN"))
          .satisfiesExactly(
              line -> assertThat(line).contains("Listening on 0.0.0.0 without TLS"),
              line ->
                  assertThat(line)
                      .contains("start with " + server.address(), "WEBHOOKS_PUBLIC_URL"));
    }
  }

  @Test
  void withTheFilesOfItsSettingsItSpeaksTlsAndWarnsOfNothing() throws Exception {
    PemFiles pair = PemFiles.in(folder);
    var settings = new HashMap<>(pair.settings());
    settings.put("WEBHOOKS_HOST", "0.0.0.0");
    settings.put("WEBHOOKS_PUBLIC_URL", "https://chat.example");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      URI address = URI.create(server.address());
      assertThat(address.getScheme()).isEqualTo("https");
      var answer =
          HttpClient.newBuilder()
              .sslContext(pair.trusted())
              .build()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("https://127.0.0.1:" + address.getPort() + "/health/live"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      assertThat(server.err()).doesNotContain("WARN");
    }
  }
}
