package io.chatalot.webhooks.domain;

import java.util.Objects;

/**
 * A rule that a field of the input breaks.
 *
 * @param field the name of the field in the input, such as {@code avatar_url}
 * @param code the rule, for programs
 * @param message the rule, for people; it continues the field's name: "must be at most 64
 *     characters, but has 65"
 */
public record Violation(String field, ViolationCode code, String message) {
  public Violation {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
  }

  /** The same violation under another field name, which the caller of this input knows. */
  Violation at(String otherField) {
    return new Violation(otherField, code, message);
  }

  @Override
  public String toString() {
    return field + " " + message;
  }
}
