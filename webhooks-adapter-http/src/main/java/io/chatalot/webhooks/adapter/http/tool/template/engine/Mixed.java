package io.chatalot.webhooks.adapter.http.tool.template.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A text whose parts are Markdown of the template's author or values of the payload. Only the parts
 * that are values are escaped when the text is printed; for all else it is a text like any other.
 */
record Mixed(List<Part> parts, int length) {
  /** A part; raw values count as Markdown. */
  record Part(String text, boolean markdown) {}

  static Mixed markdown(String text) {
    return new Mixed(List.of(new Part(text, true)), text.length());
  }

  static Mixed of(Object text) {
    if (text instanceof Mixed mixed) {
      return mixed;
    }
    String value = (String) text;
    return new Mixed(List.of(new Part(value, false)), value.length());
  }

  /** The text without regard to who wrote it. */
  String text() {
    if (parts.size() == 1) {
      return parts.get(0).text();
    }
    var text = new StringBuilder(length);
    parts.forEach(part -> text.append(part.text()));
    return text.toString();
  }

  /** Joins parts; neighbours of the same kind become one. */
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private boolean markdown;
    private int length;

    Builder add(Object text) {
      if (text instanceof Mixed mixed) {
        mixed.parts().forEach(part -> add(part.text(), part.markdown()));
      } else {
        add((String) text, false);
      }
      return this;
    }

    void add(String text, boolean isMarkdown) {
      if (text.isEmpty()) {
        return;
      }
      if (isMarkdown != markdown) {
        close();
        markdown = isMarkdown;
      }
      open.append(text);
      length += text.length();
    }

    int length() {
      return length;
    }

    Mixed build() {
      close();
      return new Mixed(List.copyOf(parts), length);
    }

    private void close() {
      if (open.length() > 0) {
        parts.add(new Part(open.toString(), markdown));
        open.setLength(0);
      }
    }
  }
}
