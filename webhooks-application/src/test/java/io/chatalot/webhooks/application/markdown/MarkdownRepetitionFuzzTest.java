package io.chatalot.webhooks.application.markdown;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.Parsed;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import io.chatalot.webhooks.domain.MessageContent;

/**
 * Content of the greatest length that repeats few different parts: Markdown parsers are slow or
 * recurse deeply on such content.
 */
class MarkdownRepetitionFuzzTest {
  private final Markdown markdown = new Markdown();
  private final TimeLimit limit = new TimeLimit();

  /** Input: up to four lines, the opening, the inner, the closing and the preceding part. */
  @FuzzTest(maxDuration = "", maxExecutions = 20_000)
  void repetitionBecomesSafeHtmlAtOnce(byte[] data) {
    String[] parts = AnyText.of(data).split("\n", 4);
    Parsed.of(() -> new MessageContent(repeated(parts))).ifPresent(this::render);
  }

  private static String repeated(String[] parts) {
    String open = unescaped(parts, 0);
    String core = unescaped(parts, 1);
    String close = unescaped(parts, 2);
    String before = unescaped(parts, 3);
    int room = MessageContent.MAX_LENGTH - before.length() - core.length();
    int times = Math.max(0, room / Math.max(1, open.length() + close.length()));
    return before + open.repeat(times) + core + close.repeat(times);
  }

  /** A line break within a part is written {@code \n}. */
  private static String unescaped(String[] parts, int index) {
    return index < parts.length ? parts[index].replace("\\n", "\n") : "";
  }

  private void render(MessageContent content) {
    limit.check(() -> markdown.toHtml(content));
    SafeHtml.check(markdown.toHtml(content));
  }
}
