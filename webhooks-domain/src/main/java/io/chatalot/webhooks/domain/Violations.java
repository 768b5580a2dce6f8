package io.chatalot.webhooks.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects all violations of one input, so that one answer lists every wrong field. Not
 * thread-safe; each input needs a collector of its own.
 */
public final class Violations {
  private final List<Violation> found = new ArrayList<>();

  /**
   * Constructs a value, or collects its violations.
   *
   * @param field the name of the value in the input
   * @return the value, or empty if its constructor refused it as {@link Reason#INVALID}; any other
   *     exception is thrown on
   */
  public <T> Optional<T> check(String field, Supplier<T> construct) {
    try {
      return Optional.of(construct.get());
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.INVALID) {
        throw refused;
      }
      refused.violations().forEach(violation -> found.add(violation.at(field)));
      return Optional.empty();
    }
  }

  /** Adds a violation of a rule that no constructor checks. */
  public void add(Violation violation) {
    found.add(violation);
  }

  /**
   * Refuses the input if it has violations.
   *
   * @throws WebhookException with {@link Reason#INVALID} and all violations, if there are any
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw WebhookException.invalid(found);
    }
  }
}
