package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.MovedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A client that sends a byte of its body after each step of the test's clock, and waits until the
 * server has read that clock.
 */
final class Dripping implements AutoCloseable {
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);

  private final Socket socket;
  private final MovedClock clock;

  /**
   * @param length the declared length of the body, of which nothing is sent yet
   */
  Dripping(int port, String path, int length, MovedClock clock) throws IOException {
    this(port, path, length, clock, "");
  }

  /** Connects with further header lines. */
  Dripping(int port, String path, int length, MovedClock clock, String headers) throws IOException {
    this.clock = clock;
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    String declared = "Content-Length: " + length + "\r\n" + headers + "\r\n";
    send("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + declared);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends bytes until so much time has passed, or an answer has come. */
  void dripUntil(Duration passed) throws IOException {
    while (!isAnswered() && clock.passed().compareTo(passed) < 0) {
      clock.move(BETWEEN_BYTES);
      int before = clock.looks();
      send(" ");
      long start = System.nanoTime();
      while (!isAnswered() && clock.looks() == before) {
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
        Thread.onSpinWait();
      }
    }
  }

  boolean isAnswered() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the answer and returns its status. */
  int status() throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return Integer.parseInt(new String(line, StandardCharsets.US_ASCII).substring(9));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
