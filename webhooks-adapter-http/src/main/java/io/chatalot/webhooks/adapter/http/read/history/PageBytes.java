package io.chatalot.webhooks.adapter.http.read.history;

import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MessageJson;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.zip.GZIPOutputStream;

/**
 * Renders a page as a JSON array, message by message: a page's HTML may take megabytes where its
 * messages take some hundred kilobytes. Safe for use by many threads, since a client may be cut off
 * while a message is being rendered.
 */
final class PageBytes implements AutoCloseable {
  /** The bytes of zlib's windows and tables, outside of the heap, and of its buffers. */
  private static final int COMPRESSION = 300 * 1024;

  private final Queue<RenderedMessage> rest;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream();
  private final OutputStream out;
  private final boolean compressed;
  private boolean begun;
  private boolean done;
  private boolean closed;
  private long rows;

  PageBytes(List<RenderedMessage> page, boolean compressed) {
    this.rest = new ArrayDeque<>(page);
    this.rows = page.stream().mapToLong(one -> row(one.message())).sum();
    this.compressed = compressed;
    this.out = compressed ? gzip(made) : made;
  }

  private static OutputStream gzip(OutputStream out) {
    try {
      return new GZIPOutputStream(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException("An array cannot be written to", impossible);
    }
  }

  /** Renders the next message; nothing once closed. Returns the bytes before compression. */
  synchronized int next() {
    if (closed) {
      done = true;
      return 0;
    }
    RenderedMessage message = rest.poll();
    byte[] json = message == null ? new byte[0] : Json.bytes(MessageJson.of(message));
    try {
      if (message != null) {
        out.write(begun ? ',' : '[');
        out.write(json);
        rows -= row(message.message());
      }
      if (rest.isEmpty()) {
        out.write(begun || message != null ? new byte[] {']'} : new byte[] {'[', ']'});
        out.close();
        done = true;
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("An array cannot be written to", impossible);
    }
    begun = true;
    return json.length;
  }

  /** Whether the whole page is rendered. */
  synchronized boolean isDone() {
    return done;
  }

  /** The rendered bytes that are not taken yet. */
  synchronized int size() {
    return made.size();
  }

  synchronized byte[] take() {
    byte[] bytes = made.toByteArray();
    made.reset();
    return bytes;
  }

  /** The approximate bytes of memory that the messages still to be rendered take. */
  synchronized long held() {
    return rows + (compressed ? COMPRESSION : 0);
  }

  private static long row(Message message) {
    int characters =
        message.content().value().length()
            + message.username().value().length()
            + message.avatarUrl().map(AvatarUrl::value).map(String::length).orElse(0);
    return 512 + 2L * characters;
  }

  /** Frees the compressor's memory outside of the heap. */
  @Override
  public synchronized void close() {
    closed = true;
    rest.clear();
    try {
      out.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("An array cannot be written to", impossible);
    }
  }
}
