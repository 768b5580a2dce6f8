package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.adapter.http.tool.mattermost.Mattermost;
import io.chatalot.webhooks.adapter.http.tool.mattermost.RocketChat;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.function.Function;

class SlackFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aPayloadIsAMessageOrIsRefused(byte[] data) {
    AnyPayload.of(data).ifPresent(payload -> read(payload, limit));
  }

  /** Reads a payload as Slack's, as Mattermost's and as Rocket.Chat's. */
  static void read(JsonNode payload, TimeLimit limit) {
    limit.check(() -> check(payload, Slack::read));
    limit.check(() -> check(payload, Mattermost::read));
    limit.check(() -> check(payload, RocketChat::read));
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
