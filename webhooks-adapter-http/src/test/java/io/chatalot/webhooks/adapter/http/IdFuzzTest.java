package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.adapter.http.body.Parameters;
import io.chatalot.webhooks.application.fuzz.AnyText;
import io.chatalot.webhooks.application.fuzz.TimeLimit;

class IdFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void anIdIsNoneOrPrintsAsItWasWritten(byte[] data) {
    String text = AnyText.of(data);
    limit.check(
        () ->
            Parameters.uuid(text).ifPresent(id -> assertThat(text).isEqualToIgnoringCase("" + id)));
  }
}
