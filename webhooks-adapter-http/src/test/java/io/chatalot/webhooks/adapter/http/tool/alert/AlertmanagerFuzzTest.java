package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;

class AlertmanagerFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyJsonIsAMessageOrIsRefused(byte[] body) {
    AnyPayload.of(body).ifPresent(payload -> limit.check(() -> check(payload)));
  }

  /** The constructors of the result check its lengths and that it can be stored. */
  private static void check(JsonNode payload) {
    Parsed.of(() -> Alertmanager.read(payload))
        .ifPresent(command -> assertThat(command.content().value().strip()).isNotEmpty());
  }
}
