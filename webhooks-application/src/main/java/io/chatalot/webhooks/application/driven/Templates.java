package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Template;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Renders the templates of webhooks. The same template, payload and headers always give the same
 * text. Safe for use by many threads.
 */
public interface Templates {
  /**
   * Checks a template before it is stored.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} of the field {@code
   *     template} if the text is no template; the message names line and column
   */
  void require(Template template);

  /**
   * Renders a template. Bounds are steps, nesting and sizes, never a clock.
   *
   * @param payload a map of texts to values, a list, a text, a number, a boolean or null
   * @param headers the request's headers, with names in lower case
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} of the field {@code
   *     template} if the template fails with this payload; with {@code UNAVAILABLE} if there is no
   *     room for it at the moment
   */
  Rendered render(Template template, Object payload, Map<String, String> headers);

  /**
   * The result of a template.
   *
   * @param text the text as rendered, which may be blank or too long for a message
   * @param username the variable of that name, if the template assigns it; so are the others
   */
  record Rendered(
      String text, Optional<String> username, Optional<String> avatarUrl, Optional<String> key) {
    public Rendered {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(avatarUrl, "avatarUrl");
      Objects.requireNonNull(key, "key");
    }
  }
}
