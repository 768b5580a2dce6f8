package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;

/** Makes names of Chatalot's webhooks follow the rules of {@link DisplayName}. */
public final class HostName {
  private static final DisplayName UNNAMED = new DisplayName("Webhook");

  private HostName() {}

  /**
   * The name with spaces in place of forbidden characters, and without the characters after the
   * 64th; {@code Webhook} if nothing of it can be seen.
   */
  public static DisplayName mended(String name) {
    return valid(name).or(() -> valid(shortened(allowed(name).strip()))).orElse(UNNAMED);
  }

  private static String allowed(String name) {
    var allowed = new StringBuilder(name.length());
    name.codePoints().map(c -> isAllowed(c) ? c : ' ').forEach(allowed::appendCodePoint);
    return allowed.toString();
  }

  private static boolean isAllowed(int c) {
    return valid("x" + Character.toString(c) + "x").isPresent();
  }

  private static String shortened(String name) {
    int length = Math.min(name.codePointCount(0, name.length()), DisplayName.MAX_LENGTH);
    return name.substring(0, name.offsetByCodePoints(0, length));
  }

  private static Optional<DisplayName> valid(String name) {
    try {
      return Optional.of(new DisplayName(name));
    } catch (WebhookException invalid) {
      return Optional.empty();
    }
  }
}
