package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** The result of a parser of the domain: a value or a valid refusal. */
public final class Parsed {
  private Parsed() {}

  /**
   * The value, or empty if the parser refused the input as invalid. Any other exception is thrown
   * on.
   *
   * @throws AssertionError if the refusal has no violation, or a violation that cannot be sent
   */
  public static <T> Optional<T> of(Supplier<T> parse) {
    try {
      return Optional.of(parse.get());
    } catch (WebhookException refused) {
      assertThat(refused.reason()).isEqualTo(Reason.INVALID);
      assertThat(refused.violations()).isNotEmpty();
      refused
          .violations()
          .forEach(
              violation -> {
                assertThat(violation.message()).matches("[ -~]{1,200}");
              });
      return Optional.empty();
    }
  }

  /** Whether every store and encoder can keep the text unchanged. */
  public static boolean isStorable(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text.indexOf('\0') < 0 && new String(utf8, StandardCharsets.UTF_8).equals(text);
  }
}
