package io.chatalot.webhooks.application.markdown;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.MessageContent;

class MarkdownFuzzTest {
  private final Markdown markdown = new Markdown();
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 100_000)
  void anyContentBecomesSafeHtmlAtOnce(byte[] data) {
    String text = AnyText.of(data);
    Parsed.of(() -> new MessageContent(text)).ifPresent(this::render);
  }

  private void render(MessageContent content) {
    limit.check(() -> markdown.toHtml(content));
    SafeHtml.check(markdown.toHtml(content));
  }
}
