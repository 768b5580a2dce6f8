package io.chatalot.webhooks.adapter.http.tool.slack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.Text;

class SlackRepetitionFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TimeLimit limit = new TimeLimit();

  /** Repeats any text of a sender until it is far too long. */
  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aTextIsAMessageHoweverOftenItIsRepeated(byte[] data) {
    String text = Text.storable(AnyText.of(data));
    if (!text.isEmpty()) {
      JsonNode payload =
          MAPPER.createObjectNode().put("text", text.repeat(20_000 / text.length() + 1));
      SlackFuzzTest.read(payload, limit);
    }
  }
}
