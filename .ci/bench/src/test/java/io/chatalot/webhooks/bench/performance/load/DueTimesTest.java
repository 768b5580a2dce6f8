package io.chatalot.webhooks.bench.performance.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.bench.stage.Execution;
import org.junit.jupiter.api.Test;

class DueTimesTest {
  @Test
  void aMessageTellsWhenItWasDue() {
    String line = "data: " + DueTimes.body(-12345);
    assertThat(DueTimes.of(line)).hasValue(-12345);
    assertThat(DueTimes.of("data: " + Execution.BODY)).isEmpty();
  }
}
