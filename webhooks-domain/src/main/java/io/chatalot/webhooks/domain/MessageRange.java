package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * The messages of a channel to read: up to {@code limit}, older than {@code before} and newer than
 * {@code after}, where given. With {@code after} alone the messages next to it are read, otherwise
 * the newest.
 *
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record MessageRange(int limit, Optional<MessageId> before, Optional<MessageId> after) {
  public static final int MAX_LIMIT = 100;
  public static final int DEFAULT_LIMIT = 50;

  /**
   * @throws WebhookException with {@link Reason#INVALID} if the limit is out of bounds
   */
  public MessageRange {
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw WebhookException.invalid(
          "limit", ViolationCode.OUT_OF_RANGE, "must be 1 to " + MAX_LIMIT + ", but is " + limit);
    }
  }

  /** Whether the messages next to {@code after} are read, not the newest. */
  public boolean oldestFirst() {
    return after.isPresent() && before.isEmpty();
  }

  /** The newest messages. */
  public static MessageRange newest(int limit) {
    return new MessageRange(limit, Optional.empty(), Optional.empty());
  }
}
