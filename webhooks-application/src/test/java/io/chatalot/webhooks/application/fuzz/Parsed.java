package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** What a parser of the domain made of an input: a value, or a refusal as it has to be. */
public final class Parsed {
  private Parsed() {}

  /**
   * The value, or empty if it was refused as invalid; anything else that is thrown goes through.
   *
   * @throws AssertionError if the refusal has no violation or one that is not fit to be sent
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

  /** Whether every store and every encoder can keep the text as it is. */
  public static boolean isStorable(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return text.indexOf('\0') < 0 && new String(utf8, StandardCharsets.UTF_8).equals(text);
  }
}
