package io.chatalot.webhooks.adapter.http.tool.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Ignored;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Told;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;

/** Input: the kind of event on the first line, then a payload. */
class GitHubFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aDeliveryIsAMessageOrIsIgnoredForAReasonOrIsInvalid(byte[] data) {
    String[] parts = AnyText.of(data).split("\n", 2);
    JsonNode payload = json(parts[parts.length - 1]);
    limit.check(() -> Parsed.of(() -> GitHub.read(parts[0], payload)).ifPresent(this::check));
  }

  private void check(Reading reading) {
    if (reading instanceof Told told) {
      String content = told.command().content().value();
      assertThat(content.codePointCount(0, content.length())).isBetween(1, 4_000);
    } else {
      assertThat(((Ignored) reading).why()).matches("[ -~]{1,200}");
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      return JSON.missingNode();
    }
  }
}
