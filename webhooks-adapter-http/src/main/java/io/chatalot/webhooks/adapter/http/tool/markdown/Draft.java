package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Invisible;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A message in the making: Markdown, block by block. What is blank is left out. */
public final class Draft {
  /** Items of a list that are looked at, whatever they say. */
  public static final int MAX_ITEMS = 500;

  /** In UTF-16 units: it will be cut, so more need not be read. */
  public static final int ENOUGH = 4 * MessageContent.MAX_LENGTH;

  private final List<String> blocks = new ArrayList<>();
  private int length;
  private boolean ruled;

  /**
   * Puts parts behind one another. Blank ones are left out, and so are those behind more than a
   * message may have: markup takes many times the memory of some texts, such as line breaks.
   *
   * @param parts are made as they are wanted
   */
  public static String upToEnough(String between, Stream<String> parts) {
    var joined = new StringBuilder();
    for (var part = parts.iterator(); joined.length() <= ENOUGH && part.hasNext(); ) {
      String next = part.next();
      if (!Invisible.isAll(next)) {
        joined.append(joined.isEmpty() ? "" : between).append(next);
      }
    }
    return joined.toString();
  }

  /** Markdown that stands by itself, with an empty line above. */
  public Draft block(String markdown) {
    if (!Invisible.isAll(markdown) && !isFull()) {
      if (!isEmpty()) {
        blocks.set(blocks.size() - 1, CutFence.closed(blocks.get(blocks.size() - 1)));
      }
      if (ruled && !isEmpty()) {
        blocks.add("---");
      }
      ruled = false;
      blocks.add(markdown.stripTrailing());
      length += markdown.length();
    }
    return this;
  }

  /** Markdown on a new line of the block before, or in a block of its own if there is none. */
  public Draft line(String markdown) {
    if (blocks.isEmpty() || Invisible.isAll(markdown)) {
      return block(markdown);
    }
    if (!isFull()) {
      int last = blocks.size() - 1;
      blocks.set(last, blocks.get(last) + "\n" + markdown.strip());
      length += markdown.length();
    }
    return this;
  }

  /** A line across, if something stands above it and below. */
  public Draft rule() {
    ruled = true;
    return this;
  }

  /** All blocks of another. */
  public Draft addAll(Draft other) {
    other.blocks.forEach(this::block);
    return this;
  }

  /** Whether more than a message may have is there, so that whatever else is added is left out. */
  public boolean isFull() {
    return length > ENOUGH;
  }

  public boolean isEmpty() {
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
  public Command toCommand(String username, String avatarUrl) {
    if (isEmpty()) {
      throw WebhookException.invalid("content", ViolationCode.EMPTY, "has nothing to say");
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
