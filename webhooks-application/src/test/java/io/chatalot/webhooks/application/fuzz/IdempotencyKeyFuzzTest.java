package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.domain.IdempotencyKey;

class IdempotencyKeyFuzzTest {
  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aKeyIsRefusedOrTheSameInBothForms(byte[] data) {
    String header = AnyText.of(data);
    limit.check(
        () -> Parsed.of(() -> IdempotencyKey.parse(header)).ifPresent(key -> check(header, key)));
  }

  private static void check(String header, IdempotencyKey key) {
    String value = key.value();
    assertThat(value).matches("[ -~]{1,255}");
    String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    assertThat(IdempotencyKey.parse(quoted)).isEqualTo(key);
    assertThat(header.strip()).isIn(value, quoted);
  }
}
