package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRangeTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 50, 99, 100})
  void aRangeMayHave1To100Messages(int limit) {
    assertThat(MessageRange.newest(limit).limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE})
  void anotherLimitIsRefused(int limit) {
    assertThat(violations(() -> MessageRange.newest(limit))).containsExactly("limit out_of_range");
  }

  @Test
  void theNewestMessagesHaveNoOtherBounds() {
    MessageRange newest = MessageRange.newest(MessageRange.DEFAULT_LIMIT);

    assertThat(newest.limit()).isEqualTo(50);
    assertThat(newest.before()).isEmpty();
    assertThat(newest.after()).isEmpty();
  }
}
