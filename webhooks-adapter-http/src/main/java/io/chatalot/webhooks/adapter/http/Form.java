package io.chatalot.webhooks.adapter.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Fields encoded as {@code application/x-www-form-urlencoded}, always in UTF-8. */
final class Form {
  static final String TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /**
   * The first field of the name; without a value it is empty.
   *
   * @throws IllegalArgumentException if what was looked at is not encoded as it should be
   */
  static Optional<String> field(String form, String name) {
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      if (decoded(parts[0]).equals(name)) {
        return Optional.of(parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
