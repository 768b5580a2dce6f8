package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** Thousands of followers of one channel, all in the thread of the caller. */
public final class Followers implements AutoCloseable {
  private static final byte[] OPENED = "\n: open".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MESSAGE = "\ndata:".getBytes(StandardCharsets.US_ASCII);
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final Selector selector = Selector.open();
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 * 1024);
  private final int count;
  private long opened;
  private long received;

  /** Opens the streams, and returns when all are open. */
  public Followers(Node node, String bearer, UUID channel, int count) throws IOException {
    this.count = count;
    String request =
        String.format(
            Locale.ROOT,
            """
            GET /api/channels/%s/messages/stream HTTP/1.1\r
            Host: localhost\r
            Authorization: %s\r
            \r
            """,
            channel,
            bearer);
    for (int i = 0; i < count; i++) {
      SocketChannel socket = SocketChannel.open(node.address());
      socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      socket.configureBlocking(false);
      socket.register(selector, SelectionKey.OP_READ, new Place());
      selector.selectNow(this::read);
    }
    long start = System.nanoTime();
    while (opened < count) {
      readSome(start);
    }
  }

  /**
   * Reads until each follower has one more message.
   *
   * @param start the time of sending that message, by {@link System#nanoTime}
   * @return nanoseconds from {@code start} until the last follower had it
   */
  public long untilAllHaveOneMore(long start) throws IOException {
    long goal = (received / count + 1) * count;
    while (received < goal) {
      readSome(start);
    }
    return System.nanoTime() - start;
  }

  private void readSome(long start) throws IOException {
    selector.select(this::read, 1_000);
    if (System.nanoTime() - start > PATIENCE_NANOS) {
      throw new BenchException(
          String.format(
              Locale.ROOT,
              "Of %d followers %d got in, and they got %d messages",
              count,
              opened,
              received));
    }
  }

  private void read(SelectionKey key) {
    var place = (Place) key.attachment();
    try {
      if (((SocketChannel) key.channel()).read(in) < 0) {
        throw new BenchException("The server ended a stream");
      }
    } catch (IOException e) {
      throw new BenchException("A stream broke", e);
    }
    in.flip();
    while (in.hasRemaining()) {
      byte next = in.get();
      opened += place.opened.sees(next) ? 1 : 0;
      received += place.message.sees(next) ? 1 : 0;
    }
    in.clear();
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private static final class Place {
    final Marker opened = new Marker(OPENED);
    final Marker message = new Marker(MESSAGE);
  }

  /** Finds a text that may arrive in pieces; its first byte must occur in it only once. */
  private static final class Marker {
    private final byte[] text;
    private int matched;

    Marker(byte[] text) {
      this.text = text;
    }

    boolean sees(byte next) {
      matched = next == text[matched] ? matched + 1 : next == text[0] ? 1 : 0;
      if (matched < text.length) {
        return false;
      }
      matched = 0;
      return true;
    }
  }
}
