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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Collects the Markdown of a message block by block. Blank blocks are left out. */
public final class Draft {
  /** The most items of a list that are read. */
  public static final int MAX_ITEMS = 500;

  /**
   * UTF-16 units after which a draft takes no more: more than a message may have, even if each of
   * its characters has two units, so that a draft that is too long is always cut.
   */
  public static final int ENOUGH = 5 * MessageContent.MAX_LENGTH / 2;

  private static final String APART = "\n\n";

  private final List<String> blocks = new ArrayList<>();
  private int length;
  private boolean ruled;

  /**
   * Joins parts until the draft has enough. Blank parts are left out. The bound protects the
   * memory, since markup takes many times the memory of some texts, such as line breaks.
   *
   * @param parts computed lazily
   */
  public static String upToEnough(String between, Stream<String> parts) {
    var joined = new StringBuilder();
    String above = "";
    for (var part = parts.iterator(); joined.length() <= ENOUGH && part.hasNext(); ) {
      String next = part.next();
      if (!Invisible.isAll(next)) {
        joined.append(joined.isEmpty() ? "" : between);
        above = between.equals(APART) ? Lists.apart(above, next) : next;
        joined.append(above);
      }
    }
    return joined.toString();
  }

  /** Adds a block of Markdown, with an empty line above. */
  public Draft block(String markdown) {
    if (!Invisible.isAll(markdown) && !isFull()) {
      if (!isEmpty()) {
        blocks.set(blocks.size() - 1, CutFence.closed(blocks.get(blocks.size() - 1)));
      }
      if (ruled && !isEmpty()) {
        blocks.add("---");
      }
      ruled = false;
      String above = isEmpty() ? "" : blocks.get(blocks.size() - 1);
      blocks.add(Lists.apart(above, markdown.stripTrailing()));
      length += markdown.length();
    }
    return this;
  }

  /** Adds Markdown on a new line of the last block, or as the first block. */
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

  /** Adds a thematic break, if blocks stand above and below it. */
  public Draft rule() {
    ruled = true;
    return this;
  }

  /** Changes the first block, such as a title, if there is one. */
  public Draft headed(UnaryOperator<String> change) {
    if (!isEmpty()) {
      blocks.set(0, change.apply(blocks.get(0)));
    }
    return this;
  }

  /** Adds all blocks of another draft. */
  public Draft addAll(Draft other) {
    other.blocks.forEach(this::block);
    return this;
  }

  /** Whether the draft has more than a message may have, so that further blocks are left out. */
  public boolean isFull() {
    return length > ENOUGH;
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** All blocks, joined. */
  String markdown() {
    return String.join(APART, blocks);
  }

  /**
   * The message, cut to its bound. A name or an avatar that breaks a rule is left out, so that the
   * webhook's own counts.
   *
   * @throws WebhookException with {@code INVALID} if the draft is empty
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
