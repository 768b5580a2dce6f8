package io.chatalot.webhooks.adapter.http.tool.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Text;

class DiscordFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LONG = 50_000;

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aPayloadIsAMessageOrIsRefused(byte[] data) {
    AnyPayload.of(data).ifPresent(payload -> limit.check(() -> read(payload)));
  }

  /** Repeats a text until it is far too long, as the content and as each text of an embed. */
  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aTextIsAMessageHoweverOftenItIsRepeated(byte[] data) {
    String text = Text.storable(AnyText.of(data));
    if (!text.isEmpty()) {
      String repeated = text.repeat(LONG / text.length() + 1);
      var payload = MAPPER.createObjectNode().put("content", repeated);
      var embed = payload.putArray("embeds").addObject().put("title", repeated);
      embed.putArray("fields").addObject().put("name", text).put("value", repeated);
      limit.check(() -> read(payload));
    }
  }

  private static void read(JsonNode payload) {
    Parsed.of(() -> Discord.read(payload))
        .ifPresent(
            command -> {
              String content = command.content().value();
              assertThat(content.codePointCount(0, content.length()))
                  .isLessThanOrEqualTo(MessageContent.MAX_LENGTH);
              assertThat(Parsed.isStorable(content)).isTrue();
            });
  }
}
