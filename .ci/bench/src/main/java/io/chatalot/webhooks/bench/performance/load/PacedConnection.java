package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of {@link Paced}: a request, its answer, the next request. */
final class PacedConnection {
  private static final Pattern ANSWER =
      Pattern.compile(
          "HTTP/1\\.1 (\\d{3}).*\r\n(?:.+\r\n)*?Content-Length: (\\d+)\r\n(?:.+\r\n)*\r\n",
          Pattern.CASE_INSENSITIVE);

  private final SocketChannel channel;
  private final Load load;
  private final ByteBuffer in = ByteBuffer.allocate(8 * 1024);
  private long due;

  private PacedConnection(SocketChannel channel, Load load) {
    this.channel = channel;
    this.load = load;
  }

  static PacedConnection open(Load load, Selector selector) throws IOException {
    SocketChannel channel = SocketChannel.open(load.node().address());
    channel.configureBlocking(false);
    var connection = new PacedConnection(channel, load);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  /**
   * @param when the time it was due, by {@link System#nanoTime}; the message carries it for
   *     followers
   */
  void send(String path, long when) throws IOException {
    due = when;
    String body = DueTimes.body(when);
    String request =
        String.format(
            Locale.ROOT,
            """
            POST %s HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """,
            path,
            body.length(),
            body);
    ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    channel.write(out);
    if (out.hasRemaining()) {
      throw new BenchException("The server does not read what it is sent");
    }
  }

  long due() {
    return due;
  }

  /** Reads the bytes that have arrived; returns whether the answer is complete. */
  boolean isAnswered() {
    try {
      if (channel.read(in) < 0) {
        throw new BenchException("The server closed a connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Matcher head =
        ANSWER.matcher(new String(in.array(), 0, in.position(), StandardCharsets.US_ASCII));
    if (!head.lookingAt() || in.position() < head.end() + Integer.parseInt(head.group(2))) {
      return false;
    }
    if (Integer.parseInt(head.group(1)) != load.expected()) {
      throw new BenchException("The server answered " + head.group(1));
    }
    in.clear();
    return true;
  }
}
