package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.domain.MessageContent;

class MessageContentFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void contentIsRefusedOrKeptAsItIs(byte[] data) {
    String text = AnyText.of(data);
    limit.check(
        () ->
            Parsed.of(() -> new MessageContent(text))
                .ifPresent(
                    content -> {
                      assertThat(content.value()).isEqualTo(text).isNotBlank();
                      assertThat(text.codePointCount(0, text.length()))
                          .isLessThanOrEqualTo(MessageContent.MAX_LENGTH);
                      assertThat(Parsed.isStorable(text)).isTrue();
                    }));
  }
}
