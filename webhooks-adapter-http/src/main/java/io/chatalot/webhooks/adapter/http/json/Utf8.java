package io.chatalot.webhooks.adapter.http.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes UTF-8, and drops the byte order mark that some tools send; RFC 8259 lets a reader ignore
 * it.
 */
public final class Utf8 {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int CHECKED_AT_ONCE = 8 * 1024;

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

  /** Decodes lazily; invalid UTF-8 throws a {@code CharacterCodingException}. */
  public static Reader reader(InputStream bytes) {
    return reader(bytes, CodingErrorAction.REPORT);
  }

  /** Decodes lazily; invalid UTF-8 becomes U+FFFD. */
  public static Reader lenientReader(InputStream bytes) {
    return reader(bytes, CodingErrorAction.REPLACE);
  }

  private static Reader reader(InputStream bytes, CodingErrorAction wrong) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(wrong).onUnmappableCharacter(wrong);
    return new InputStreamReader(unmarked(bytes), decoder);
  }

  /** The index of the first byte after the byte order mark; 0 if there is no mark. */
  public static int start(ByteChunks text) {
    int at = 0;
    while (at < MARK.length && at < text.size() && text.at(at) == MARK[at]) {
      at++;
    }
    return at == MARK.length ? at : 0;
  }

  private static InputStream unmarked(InputStream bytes) {
    var stream = new PushbackInputStream(bytes, MARK.length);
    try {
      byte[] first = stream.readNBytes(MARK.length);
      if (!Arrays.equals(first, MARK)) {
        stream.unread(first);
      }
      return stream;
    } catch (IOException impossible) {
      throw new UncheckedIOException("Nothing but memory is read", impossible);
    }
  }

  /**
   * Checks bytes to their end, and keeps none of them.
   *
   * @throws MalformedJson if they are not UTF-8
   */
  public static void require(InputStream bytes) {
    var some = new char[CHECKED_AT_ONCE];
    try (Reader reader = reader(bytes)) {
      while (reader.read(some) >= 0) {
        // Decoding throws at the first byte that is not UTF-8.
      }
    } catch (CharacterCodingException e) {
      throw new MalformedJson("is not valid UTF-8");
    } catch (IOException impossible) {
      throw new UncheckedIOException("Nothing but memory is read", impossible);
    }
  }
}
