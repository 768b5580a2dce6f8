package io.chatalot.webhooks.application.driving.call;

import java.util.Optional;

/** The raw fields of a payload of any format. */
public interface Fields {
  /**
   * The text of a field; empty if the field is absent or null.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if the value is not a
   *     text
   */
  Optional<String> text(String field);
}
