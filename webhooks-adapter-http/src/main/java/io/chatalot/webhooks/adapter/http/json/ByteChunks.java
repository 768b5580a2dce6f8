package io.chatalot.webhooks.adapter.http.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/**
 * The bytes of a body, in chunks of equal size, so that a growing body is never copied. For use by
 * one thread at a time.
 */
public final class ByteChunks {
  /**
   * The size of a chunk. Small, because a chunk is allocated before its bytes arrive: a stalled
   * body holds little more than it sent.
   */
  public static final int PIECE_BYTES = 16 * 1024;

  private final List<byte[]> pieces = new ArrayList<>();
  private final int pieceBytes;
  private int size;

  public ByteChunks() {
    this(PIECE_BYTES);
  }

  private ByteChunks(int pieceBytes) {
    this.pieceBytes = pieceBytes;
  }

  public static ByteChunks of(byte[] bytes) {
    var whole = new ByteChunks(Math.max(1, bytes.length));
    whole.pieces.add(bytes);
    whole.size = bytes.length;
    return whole;
  }

  public int size() {
    return size;
  }

  /** The free bytes of the last chunk; 0 means that the next byte begins a new chunk. */
  public int left() {
    return pieces.size() * pieceBytes - size;
  }

  /** Reads bytes as an {@link InputStream} does, but may time out. */
  public interface Source {
    /**
     * Blocks until at least one byte is available. Returns the number of bytes, or -1 at the end.
     */
    int read(byte[] into, int from, int length) throws IOException, TimeoutException;
  }

  /**
   * Appends available bytes to the last chunk, or to a new one. Blocks until there is at least one.
   *
   * @return false if the source has ended
   */
  public boolean readFrom(Source source) throws IOException, TimeoutException {
    if (left() == 0) {
      pieces.add(new byte[pieceBytes]);
    }
    int read = source.read(pieces.get(pieces.size() - 1), pieceBytes - left(), left());
    size += Math.max(0, read);
    return read >= 0;
  }

  public byte at(int index) {
    Objects.checkIndex(index, size);
    return pieces.get(index / pieceBytes)[index % pieceBytes];
  }

  /**
   * The index of the first such byte from {@code from} to {@code to}, exclusive; {@code to} if
   * there is none.
   */
  public int indexOf(char wanted, int from, int to) {
    int at = from;
    while (at < to && at(at) != wanted) {
      at++;
    }
    return at;
  }

  /** The filled part of each chunk, without copying. */
  public List<ByteBuffer> buffers() {
    var buffers = new ArrayList<ByteBuffer>();
    for (int from = 0; from < size; from += pieceBytes) {
      int length = Math.min(pieceBytes, size - from);
      buffers.add(ByteBuffer.wrap(pieces.get(from / pieceBytes), 0, length));
    }
    return buffers;
  }

  public InputStream stream() {
    return stream(buffers());
  }

  /** Reads the buffers one after the other, without copying them. */
  public static InputStream stream(List<ByteBuffer> buffers) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return hasMore() ? buffers.get(at).get() & 0xFF : -1;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (length == 0) {
          return 0;
        }
        if (!hasMore()) {
          return -1;
        }
        int read = Math.min(length, buffers.get(at).remaining());
        buffers.get(at).get(into, from, read);
        return read;
      }

      private boolean hasMore() {
        while (at < buffers.size() && !buffers.get(at).hasRemaining()) {
          at++;
        }
        return at < buffers.size();
      }
    };
  }
}
