package io.chatalot.webhooks.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Collects every wrong field of one input, so that its sender hears of all of them at once. Not
 * thread-safe; make one for each input.
 */
public final class Violations {
  private final List<Violation> found = new ArrayList<>();

  /**
   * Makes a value, or notes what is wrong with it.
   *
   * @param field the name that the sender knows the value by
   * @return the value, or empty if it was refused as {@link Reason#INVALID}; any other exception
   *     goes through
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

  /** Notes a broken rule that no value's constructor knows of. */
  public void add(Violation violation) {
    found.add(violation);
  }

  /**
   * Ends the collection.
   *
   * @throws WebhookException with {@link Reason#INVALID} and all that was noted, if anything was
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw WebhookException.invalid(found);
    }
  }
}
