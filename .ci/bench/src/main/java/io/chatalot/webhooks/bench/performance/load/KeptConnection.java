package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.Execution;
import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kept connection for one call after the other, written by hand, since a client library's work
 * would be in the times. Not thread-safe.
 */
public final class KeptConnection implements AutoCloseable {
  private static final Pattern HEAD =
      Pattern.compile(
          "HTTP/1\\.1 (\\d{3}).*\r\n(?:.+\r\n)*?Content-Length: (\\d+)\r\n(?:.+\r\n)*\r\n",
          Pattern.CASE_INSENSITIVE);

  private final Socket socket;
  private final byte[] in = new byte[8 * 1024];

  /** Connects to the node. */
  public KeptConnection(Node node) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(node.address());
  }

  /**
   * Posts {@link Execution#BODY}.
   *
   * @param client the client's address in {@code X-Forwarded-For}
   * @param expected the status that the answer must have
   * @return nanoseconds from the first byte sent to the last byte received
   */
  public long post(String path, String client, int expected) {
    byte[] request =
        String.format(
                Locale.ROOT,
                """
                POST %s HTTP/1.1\r
                Host: localhost\r
                X-Forwarded-For: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s\
                """,
                path,
                client,
                Execution.BODY.length(),
                Execution.BODY)
            .getBytes(StandardCharsets.US_ASCII);
    try {
      long start = System.nanoTime();
      socket.getOutputStream().write(request);
      return receive(expected) - start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long receive(int expected) throws IOException {
    int size = 0;
    while (true) {
      int more = socket.getInputStream().read(in, size, in.length - size);
      long now = System.nanoTime();
      if (more <= 0) {
        throw new BenchException("The server closed a connection, or says too much");
      }
      size += more;
      Matcher head = HEAD.matcher(new String(in, 0, size, StandardCharsets.US_ASCII));
      if (head.lookingAt() && size >= head.end() + Integer.parseInt(head.group(2))) {
        if (Integer.parseInt(head.group(1)) != expected) {
          throw new BenchException("The server answered " + head.group(1));
        }
        return now;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
