package io.chatalot.webhooks.adapter.http.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8, and drops the byte order mark that some tools send; RFC 8259 lets a reader ignore
 * it.
 */
public final class Utf8 {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Utf8() {}

  /**
   * @throws MalformedJson if the bytes are not UTF-8
   */
  public static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedJson("is not valid UTF-8");
    }
  }

  /** The index of the first byte after byte order marks and white space. */
  public static int start(ByteChunks text) {
    int at = 0;
    while (at < text.size()) {
      if (isSpace(text.at(at))) {
        at++;
      } else if (isMark(text, at)) {
        at += MARK.length;
      } else {
        return at;
      }
    }
    return at;
  }

  private static boolean isMark(ByteChunks text, int from) {
    int at = 0;
    while (at < MARK.length && from + at < text.size() && text.at(from + at) == MARK[at]) {
      at++;
    }
    return at == MARK.length;
  }

  /** White space of JSON. */
  static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
