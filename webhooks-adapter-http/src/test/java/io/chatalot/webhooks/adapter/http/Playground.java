package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server with a webhook, a message and a session, for tests that send odd requests. */
final class Playground implements AutoCloseable {
  private static final int REQUESTS_EACH = 500;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final String END_OF_HEADERS = "\r\n\r\n";
  private static final String STREAM = "text/event-stream";

  private final Map<String, String> existing = new LinkedHashMap<>();
  private TestServer server;
  private int left;

  /** Replaces the server from time to time, since odd requests delete and fill up data. */
  void prepare() {
    if (left-- > 0) {
      return;
    }
    close();
    left = REQUESTS_EACH;
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    String token = webhook.path("token").asText();
    JsonNode message =
        server
            .anonymous()
            .post(ExecutionRoutes.PREFIX + token + "?wait=true", "{\"content\":\"x\"}")
            .json();
    existing.put("{token}", token);
    existing.put("{session}", server.host.session("owner"));
    existing.put("{channel}", server.host.channel.toString());
    existing.put("{community}", server.host.community.toString());
    existing.put("{webhook}", webhook.path("id").asText());
    existing.put("{message}", message.path("id").asText());
  }

  /** The secrets that no error may show. */
  String[] secrets() {
    return new String[] {existing.get("{token}"), existing.get("{session}")};
  }

  /** Replaces the request's placeholders by existing values. */
  byte[] fill(byte[] template) {
    String text = new String(template, StandardCharsets.ISO_8859_1);
    for (var one : existing.entrySet()) {
      text = text.replace(one.getKey(), one.getValue());
    }
    int body = text.indexOf(END_OF_HEADERS);
    int length = body < 0 ? 0 : text.length() - body - END_OF_HEADERS.length();
    return text.replace("{length}", Integer.toString(length)).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Sends the request, closes the output, and returns everything that comes back. */
  byte[] exchange(byte[] request) {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      // Otherwise thousands of connections would linger in TIME_WAIT.
      socket.setSoLinger(true, 0);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
        return read(socket.getInputStream());
      } catch (SocketException hungUp) {
        // After an error the server may stop reading, and the answer may be lost.
        return new byte[0];
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads to the end, except of an event stream, which has no end. */
  private static byte[] read(InputStream in) throws IOException {
    var received = new ByteArrayOutputStream();
    var buffer = new byte[8 * 1024];
    boolean inHeaders = true;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      received.write(buffer, 0, n);
      if (inHeaders) {
        String text = received.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEADERS);
        inHeaders = end < 0;
        if (!inHeaders && text.substring(0, end).contains(STREAM)) {
          break;
        }
      }
    }
    return received.toByteArray();
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
