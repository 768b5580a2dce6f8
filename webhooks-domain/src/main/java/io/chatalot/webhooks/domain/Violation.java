package io.chatalot.webhooks.domain;

import java.util.Objects;

/**
 * One broken rule.
 *
 * @param field what is wrong, by the name that the caller gave it, such as {@code avatar_url}
 * @param code the rule as a stable word for programs, such as {@code too_long}
 * @param message the rule for people, to be read after the field's name: "must be at most 64
 *     characters, but has 65"
 */
public record Violation(String field, String code, String message) {
  public Violation {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  /** The same broken rule, under the name that the caller knows the field by. */
  Violation at(String otherField) {
    return new Violation(otherField, code, message);
  }

  @Override
  public String toString() {
    return field + " " + message;
  }
}
