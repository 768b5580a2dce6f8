package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code application/x-www-form-urlencoded} fields, always in UTF-8. Scans the bytes and
 * decodes only the wanted field, so a form of millions of fields takes no memory beyond its bytes.
 */
final class Form {
  static final String TYPE = "application/x-www-form-urlencoded";

  private static final int NONE = -1;

  private final ByteChunks form;
  private final boolean strict;

  /** Decodes all names; one object, because a form may have millions of names. */
  private final Decoded looked = new Decoded(0, 0);

  private Form(ByteChunks form, boolean strict) {
    this.form = form;
    this.strict = strict;
  }

  /**
   * The value of the first field with the name, decoded while it is read; a field without a value
   * is empty. White space before the form is skipped. A percent sign without two hexadecimal digits
   * after it stands for itself, since some senders do not encode their forms.
   *
   * @param name in ASCII
   */
  static Optional<InputStream> value(ByteChunks form, String name) {
    return new Form(form, false).find(name);
  }

  /**
   * The value as text; invalid UTF-8 becomes U+FFFD.
   *
   * @throws Malformed if the value or an earlier field's name is malformed
   */
  static Optional<String> field(ByteChunks form, String name) {
    return new Form(form, true).find(name).map(Form::text);
  }

  /**
   * All fields with their first values, as text; invalid UTF-8 becomes U+FFFD.
   *
   * @param max the most fields that are read
   * @throws Malformed if a name or a value is malformed
   */
  static Map<String, String> fields(ByteChunks form, int max) {
    var fields = new LinkedHashMap<String, String>();
    var all = new Form(form, true);
    for (int from = Utf8.start(form); from < form.size() && fields.size() < max; ) {
      int end = form.indexOf('&', from, form.size());
      int nameEnd = form.indexOf('=', from, end);
      if (end > from) {
        fields.putIfAbsent(
            text(all.new Decoded(from, nameEnd)),
            text(all.new Decoded(Math.min(nameEnd + 1, end), end)));
      }
      from = end + 1;
    }
    return fields;
  }

  private static String text(InputStream value) {
    try {
      return new String(value.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Reading from memory failed", impossible);
    }
  }

  private Optional<InputStream> find(String name) {
    int from = Utf8.start(form);
    while (from < form.size()) {
      int end = form.indexOf('&', from, form.size());
      int nameEnd = form.indexOf('=', from, end);
      if (isNamed(name, from, nameEnd)) {
        return Optional.of(new Decoded(Math.min(nameEnd + 1, end), end));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  private boolean isNamed(String name, int from, int to) {
    looked.at = from;
    looked.to = to;
    int matched = 0;
    for (int c = looked.read(); c >= 0; c = looked.read()) {
      boolean same = matched >= 0 && matched < name.length() && name.charAt(matched) == c;
      matched = same ? matched + 1 : NONE;
    }
    return matched == name.length();
  }

  /** A percent sign without two hexadecimal digits after it. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Malformed() {
      super("A percent sign without two hexadecimal digits", null, false, false);
    }
  }

  /** A part of the form, decoded byte by byte. */
  private final class Decoded extends InputStream {
    private int to;
    private int at;

    Decoded(int from, int to) {
      this.at = from;
      this.to = to;
    }

    @Override
    public int read() {
      if (at >= to) {
        return -1;
      }
      byte next = form.at(at++);
      return switch (next) {
        case '+' -> ' ';
        case '%' -> strict || isDigit(at) && isDigit(at + 1) ? digit() << 4 | digit() : '%';
        default -> next & 0xFF;
      };
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int read = 0;
      while (read < length && at < to) {
        into[from + read] = (byte) read();
        read++;
      }
      return read == 0 && length > 0 ? -1 : read;
    }

    private boolean isDigit(int place) {
      return place < to && Character.digit(form.at(place), 16) >= 0;
    }

    private int digit() {
      if (!isDigit(at)) {
        throw new Malformed();
      }
      return Character.digit(form.at(at++), 16);
    }
  }
}
