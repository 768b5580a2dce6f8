package io.chatalot.webhooks.adapter.http.dialect;

import io.chatalot.webhooks.application.driving.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A message in the making: Markdown, block by block. What is blank is left out. */
final class Draft {
  private final List<String> blocks = new ArrayList<>();

  /** Markdown that stands by itself, with an empty line above. */
  Draft block(String markdown) {
    if (!markdown.isBlank()) {
      blocks.add(markdown.stripTrailing());
    }
    return this;
  }

  /** Markdown on a new line of the block before, or in a block of its own if there is none. */
  Draft line(String markdown) {
    if (blocks.isEmpty() || markdown.isBlank()) {
      return block(markdown);
    }
    int last = blocks.size() - 1;
    blocks.set(last, blocks.get(last) + "\n" + markdown.strip());
    return this;
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** All blocks. */
  String markdown() {
    return String.join("\n\n", blocks);
  }

  /**
   * The message, cut to what one may have. A name or an avatar that none can have is left out, so
   * that the webhook's own is taken.
   *
   * @throws WebhookException with {@code INVALID} if there is nothing to say
   */
  Command toCommand(String username, String avatarUrl) {
    if (isEmpty()) {
      throw WebhookException.invalid("content", "empty", "has nothing to say");
    }
    return new Command(
        new MessageContent(Cut.toFit(markdown())),
        usable(username, DisplayName::new),
        usable(avatarUrl, AvatarUrl::new));
  }

  private static <T> Optional<T> usable(String text, Function<String, T> type) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(type.apply(text));
    } catch (WebhookException unusable) {
      return Optional.empty();
    }
  }
}
