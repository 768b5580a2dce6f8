package io.chatalot.webhooks.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends raw bytes, as no well-behaved client would. */
public final class RawHttp {
  private RawHttp() {}

  /**
   * Sends one request and reads until the server closes.
   *
   * @param headers further header lines, each with its line break
   */
  public static String send(int port, String method, String path, String headers, String body)
      throws IOException {
    return send(
        port,
        String.format(
            Locale.ROOT,
            "%s %s HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: close\r\n"
                + "Content-Length: %d\r\n"
                + "%s\r\n"
                + "%s",
            method,
            path,
            body.getBytes(StandardCharsets.UTF_8).length,
            headers,
            body));
  }

  public static String send(int port, String request) throws IOException {
    return new String(bytes(port, request), StandardCharsets.UTF_8);
  }

  /** Everything that comes back until the server closes. */
  static byte[] bytes(int port, String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return socket.getInputStream().readAllBytes();
    }
  }
}
