package io.chatalot.webhooks.bench.faults.clients;

import io.chatalot.webhooks.bench.stage.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections without a thread each. */
final class Crowd implements AutoCloseable {
  private static final int CONNECT_WITHIN_MILLIS = 10_000;

  private final List<Socket> sockets = new ArrayList<>();

  /**
   * @param receiveBuffer bytes of an answer that each connection takes unread, roughly
   */
  Crowd(Node node, int size, int receiveBuffer) throws IOException {
    try {
      for (int i = 0; i < size; i++) {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setTcpNoDelay(true);
        socket.connect(node.address(), CONNECT_WITHIN_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  int size() {
    return sockets.size();
  }

  void send(int index, String text) throws IOException {
    sockets.get(index).getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends, unless the server has answered or closed; then closes the connection. */
  void trySend(int index, String text) {
    Socket socket = sockets.get(index);
    if (socket.isClosed()) {
      return;
    }
    try {
      send(index, text);
      socket.setSoTimeout(1);
      if (socket.getInputStream().available() > 0 || socket.getInputStream().read() < 0) {
        socket.close();
      }
    } catch (SocketTimeoutException nothing) {
      // The connection is open.
    } catch (IOException reset) {
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The number of connections that the server has neither answered nor closed, as far as {@link
   * #trySend} has seen.
   */
  long open() {
    return sockets.stream().filter(socket -> !socket.isClosed()).count();
  }

  /** The status of the answer, or 0 without an answer in that time. */
  int status(int index, int withinMillis) {
    try {
      Socket socket = sockets.get(index);
      socket.setSoTimeout(withinMillis);
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      String text = new String(line, StandardCharsets.US_ASCII);
      return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9)) : 0;
    } catch (IOException none) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
