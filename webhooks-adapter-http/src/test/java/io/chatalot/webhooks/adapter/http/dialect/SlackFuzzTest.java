package io.chatalot.webhooks.adapter.http.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.function.Function;

class SlackFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aPayloadIsAMessageOrIsRefused(byte[] data) {
    try {
      JsonNode payload = MAPPER.readTree(AnyText.of(data));
      limit.check(() -> read(payload));
    } catch (JsonProcessingException noJson) {
      // Refused before any dialect sees it.
    }
  }

  /** Texts as a sender may write them, each over and over until it is far too long. */
  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aTextIsAMessageHoweverOftenItIsRepeated(byte[] data) {
    String text = AnyText.of(data);
    if (!text.isEmpty()) {
      JsonNode payload =
          MAPPER
              .createObjectNode()
              .put("text", text.repeat(Math.min(20_000, 100_000 / text.length() + 1)));
      limit.check(() -> read(payload));
    }
  }

  private static void read(JsonNode payload) {
    check(payload, Slack::read);
    check(payload, Mattermost::read);
  }

  private static void check(JsonNode payload, Function<JsonNode, Command> dialect) {
    Parsed.of(() -> dialect.apply(payload))
        .ifPresent(
            command -> {
              String content = command.content().value();
              assertThat(content.codePointCount(0, content.length()))
                  .isLessThanOrEqualTo(MessageContent.MAX_LENGTH);
              assertThat(Parsed.isStorable(content)).isTrue();
            });
  }
}
