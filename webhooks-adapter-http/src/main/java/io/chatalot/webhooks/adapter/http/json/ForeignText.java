package io.chatalot.webhooks.adapter.http.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the JSON text of a careless sender so that each of its strings can be stored. Invalid
 * UTF-8, U+0000 and escapes of unpaired surrogates become U+FFFD or its escape; byte order marks
 * before the text and its leading white space become spaces. So positions in the text stay the
 * same.
 */
final class ForeignText extends Reader {
  private static final char MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';
  private static final char[] REPLACEMENT_DIGITS = {'f', 'f', 'f', 'd'};
  private static final int BUFFER = 8 * 1024;

  /** The length of an escape such as {@code \ud83d}. */
  private static final int ESCAPE = 6;

  private final Reader text;
  private final char[] buffer = new char[BUFFER];
  private int at;

  /** The end of the characters that were looked at. */
  private int ready;

  /** The end of the characters that were read. */
  private int end;

  private boolean ended;
  private boolean begun;

  ForeignText(InputStream utf8) {
    text =
        new InputStreamReader(
            utf8,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  @Override
  public int read(char[] into, int from, int length) throws IOException {
    while (at == ready && !(ended && ready == end)) {
      more();
    }
    int read = Math.min(length, ready - at);
    System.arraycopy(buffer, at, into, from, read);
    at += read;
    return read == 0 && length > 0 ? -1 : read;
  }

  private void more() throws IOException {
    System.arraycopy(buffer, ready, buffer, 0, end - ready);
    end -= ready;
    at = 0;
    ready = 0;
    int read = text.read(buffer, end, BUFFER - end);
    ended = read < 0;
    end += Math.max(0, read);
    // A pair of escapes is looked at as a whole.
    while (ready < end && (buffer[ready] != '\\' || ended || end - ready >= 2 * ESCAPE)) {
      ready += buffer[ready] == '\\' ? escape(ready) : character(ready);
    }
  }

  private int character(int i) {
    if (buffer[i] == 0) {
      buffer[i] = REPLACEMENT;
    } else if (!begun && buffer[i] == MARK) {
      buffer[i] = ' ';
    }
    begun |= !Utf8.isSpace(buffer[i]);
    return 1;
  }

  /** Mends an escape, and returns its length. */
  private int escape(int i) {
    int code = code(i);
    boolean high = code >= Character.MIN_HIGH_SURROGATE && code <= Character.MAX_HIGH_SURROGATE;
    if (high && isLow(code(i + ESCAPE))) {
      return 2 * ESCAPE;
    }
    if (code == 0 || high || isLow(code)) {
      System.arraycopy(REPLACEMENT_DIGITS, 0, buffer, i + 2, REPLACEMENT_DIGITS.length);
    }
    return code < 0 ? Math.min(2, end - i) : ESCAPE;
  }

  private static boolean isLow(int code) {
    return code >= Character.MIN_LOW_SURROGATE && code <= Character.MAX_LOW_SURROGATE;
  }

  /** The code of an escape by number; negative if there is no such escape. */
  private int code(int from) {
    if (from + ESCAPE > end || buffer[from] != '\\' || buffer[from + 1] != 'u') {
      return -1;
    }
    int code = 0;
    for (int i = from + 2; i < from + ESCAPE && code >= 0; i++) {
      int digit = digit(buffer[i]);
      code = digit < 0 ? -1 : code << 4 | digit;
    }
    return code;
  }

  /** A hexadecimal digit in ASCII; {@link Character#digit} knows others, which JSON does not. */
  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
