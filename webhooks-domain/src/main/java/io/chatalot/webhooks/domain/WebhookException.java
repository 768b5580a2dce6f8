package io.chatalot.webhooks.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A refusal: an expected answer, such as "no such webhook". It has no stack trace, since the code
 * is not at fault. Faults are all other exceptions.
 */
public class WebhookException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<Violation> violations;

  /**
   * Creates a refusal; its message is for people and must not contain a token.
   *
   * @throws IllegalArgumentException if the reason is {@link Reason#INVALID}, which needs at least
   *     one violation
   */
  public WebhookException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  private WebhookException(Reason reason, String message, List<Violation> violations) {
    super(message, null, false, false);
    this.reason = reason;
    this.violations = List.copyOf(violations);
    if (reason == Reason.INVALID && violations.isEmpty()) {
      throw new IllegalArgumentException("an invalid input has at least one violation");
    }
  }

  /** An {@link Reason#INVALID} refusal of one field. */
  public static WebhookException invalid(String field, ViolationCode code, String message) {
    return invalid(List.of(new Violation(field, code, message)));
  }

  /** An {@link Reason#INVALID} refusal of all the given fields; at least one. */
  public static WebhookException invalid(List<Violation> violations) {
    String message = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return new WebhookException(Reason.INVALID, message, violations);
  }

  /** A {@link Reason#NOT_FOUND} refusal; its message does not reveal the cause. */
  public static WebhookException notFound(String what) {
    return new WebhookException(Reason.NOT_FOUND, "No such " + what + ".");
  }

  public Reason reason() {
    return reason;
  }

  /** The violations; empty unless the reason is {@link Reason#INVALID}. */
  public List<Violation> violations() {
    return violations;
  }
}
