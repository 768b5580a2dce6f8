package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

class AlertmanagerFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyJsonIsAMessageOrIsRefused(byte[] body) {
    parse(body).ifPresent(payload -> limit.check(() -> check(payload)));
  }

  /** The constructors of the result check its lengths and that it can be stored. */
  private static void check(JsonNode payload) {
    Parsed.of(() -> Alertmanager.read(payload))
        .ifPresent(command -> assertThat(command.content().value().strip()).isNotEmpty());
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      // Jackson would guess the encoding of bytes.
      return Optional.of(JSON.readTree(new String(body, StandardCharsets.UTF_8)));
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }
}
