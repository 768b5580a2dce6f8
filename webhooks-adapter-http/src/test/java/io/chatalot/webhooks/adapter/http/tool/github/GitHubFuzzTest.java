package io.chatalot.webhooks.adapter.http.tool.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Ignored;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Reading;
import io.chatalot.webhooks.adapter.http.tool.github.GitHub.Told;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;

/** Input: the kind of event on the first line, then a payload. */
class GitHubFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aDeliveryIsAMessageOrIsIgnoredForAReasonOrIsInvalid(byte[] data) {
    String[] parts = AnyText.of(data).split("\n", 2);
    JsonNode payload = AnyPayload.of(parts[parts.length - 1]).orElseGet(MissingNode::getInstance);
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
}
