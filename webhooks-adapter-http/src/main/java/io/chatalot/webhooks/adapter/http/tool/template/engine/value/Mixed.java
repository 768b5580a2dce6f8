package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.ArrayList;
import java.util.List;

/**
 * A text whose parts are Markdown of the template's author or values of the payload. Only the parts
 * that are values are escaped when the text is printed; for all else it is a text like any other.
 */
public record Mixed(List<Part> parts, int length) {
  /** What a part is. */
  public enum Kind {
    /** Written by the author, or asked for raw. */
    MARKDOWN,
    /** A piece of a value, or of some, whose neighbours belong to it. */
    PIECE,
    /** A value that is printed by itself. */
    VALUE
  }

  public record Part(String text, Kind kind) {
    public boolean isMarkdown() {
      return kind == Kind.MARKDOWN;
    }
  }

  public static Mixed markdown(String text) {
    return new Mixed(List.of(new Part(text, Kind.MARKDOWN)), text.length());
  }

  /** The parts of a text or a {@code Mixed}. */
  public static int parts(Object text) {
    return text instanceof Mixed mixed ? mixed.parts().size() : 1;
  }

  /** The text without regard to who wrote it. */
  public String text() {
    if (parts.size() == 1) {
      return parts.get(0).text();
    }
    var text = new StringBuilder(length);
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /** Joins parts; neighbours of the same kind become one. */
  public static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Kind kind = Kind.MARKDOWN;
    private int length;

    public Builder add(Object text) {
      if (text instanceof Mixed mixed) {
        mixed.parts().forEach(part -> add(part.text(), part.kind()));
      } else {
        add((String) text, Kind.PIECE);
      }
      return this;
    }

    private void add(String text, Kind next) {
      if (next != kind) {
        close();
        kind = next;
      }
      open.append(text);
      length += text.length();
    }

    /** Adds a value that stands by itself; it is a part even if it is empty. */
    void addValue(String value) {
      close();
      parts.add(new Part(value, Kind.VALUE));
      length += value.length();
    }

    public int length() {
      return length;
    }

    public Mixed build() {
      close();
      return new Mixed(List.copyOf(parts), length);
    }

    private void close() {
      if (open.length() > 0) {
        parts.add(new Part(open.toString(), kind));
        open.setLength(0);
      }
    }
  }
}
