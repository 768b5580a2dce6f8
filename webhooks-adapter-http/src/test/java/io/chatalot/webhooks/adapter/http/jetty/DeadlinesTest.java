package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TlsFiles;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send a byte from time to time, which restarts Jetty's idle time-out. */
class DeadlinesTest {
  /** Twice the promised time, for a busy machine. */
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(20);

  private static final Duration BETWEEN_BYTES = Duration.ofMillis(500);
  private static final String POST =
      "POST /api/webhooks/execute/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String PIECES = "Transfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNKED = POST + PIECES;

  /** The length of a large body, which a thread reads. */
  private static final String LARGE_PIECE = "11170\r\n" + " ".repeat(0x11170) + "\r\n";

  /** A TLS handshake record of 512 bytes, and the ClientHello's header. */
  private static final byte[] HALF_HANDSHAKE = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3};

  /** A TLS record with 16 KiB of the request. */
  private static final byte[] HALF_RECORD = {23, 3, 3, 0x40, 0};

  @TempDir Path folder;

  @Test
  void aDribblingClientIsDisconnected() throws Exception {
    var tls = new TlsFiles(folder.resolve("tls.pem"), folder.resolve("key.pem"));
    SelfSigned ours = SelfSigned.make("EC", folder);
    ours.writeTo(tls);
    HttpOptions secured =
        TestServer.options(TrustedProxies.NONE, CrossOrigins.NONE, false, Optional.of(tls));
    try (TestServer plain = new TestServer();
        TestServer secure = new TestServer(secured)) {
      var clients = new ArrayList<Dribble>();
      clients.add(new Dribble("nothing", plain.port(), "", ""));
      clients.add(new Dribble("blank lines", plain.port(), "", "\r\n"));
      clients.add(new Dribble("headers", plain.port(), "GET / HTTP/1.1\r\nA: b", "b"));
      clients.add(new Dribble("body", plain.port(), POST + "Content-Length: 9999\r\n\r\n", "x"));
      clients.add(new Dribble("chunks", plain.port(), CHUNKED, "1\r\nx\r\n"));
      clients.add(new Dribble("extension", plain.port(), CHUNKED + "1\r\nx\r\n1;a=b", "b"));
      clients.add(new Dribble("trailers", plain.port(), CHUNKED + "1\r\nx\r\n0\r\nA: b", "b"));
      String large = github(plain.createWebhook("CI"));
      clients.add(
          new Dribble("large body", plain.port(), large + "Content-Length: 99999\r\n\r\n", "x"));
      String pieces = large + PIECES + LARGE_PIECE;
      clients.add(new Dribble("large pieces", plain.port(), pieces, "1\r\nx\r\n"));
      clients.add(new Dribble("its extension", plain.port(), pieces + "1;a=b", "b"));
      clients.add(new Dribble("its trailers", plain.port(), pieces + "0\r\nA: b", "b"));
      clients.add(new Dribble("nothing by TLS", secure.port(), "", ""));
      clients.add(new Dribble("handshake", secure.port(), latin(HALF_HANDSHAKE), "x"));
      for (String begun :
          List.of("", "GET / HTTP/1.1\r\nA: b", POST + "Content-Length: 9999\r\n\r\n")) {
        clients.add(Dribble.inRecord("record after " + begun, secure.port(), ours, begun));
      }
      String behind = github(createWebhook(secure, ours)) + "Content-Length: 99999\r\n\r\n{";
      clients.add(Dribble.inRecord("record of a large body", secure.port(), ours, behind));

      long end = System.nanoTime() + ENDED_WITHIN.toNanos();
      while (clients.stream().anyMatch(Dribble::isOpen) && System.nanoTime() - end < 0) {
        clients.forEach(Dribble::sendMore);
        Thread.sleep(BETWEEN_BYTES.toMillis());
      }
      List<String> open = clients.stream().filter(Dribble::isOpen).map(each -> each.name).toList();
      for (Dribble client : clients) {
        client.socket.close();
      }
      assertThat(open).isEmpty();
    }
  }

  private static String github(JsonNode webhook) {
    return POST.replace("/x ", "/" + webhook.path("token").asText() + "/github ")
        + "X-GitHub-Event: issues\r\n";
  }

  private static JsonNode createWebhook(TestServer server, SelfSigned trusted) throws Exception {
    var address = "https://127.0.0.1:" + server.port() + server.channelPath() + "/webhooks";
    var call =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + server.host.session("owner"))
            .POST(BodyPublishers.ofString("{\"name\":\"CI\"}"))
            .build();
    var client = HttpClient.newBuilder().sslContext(trusted.trusting()).build();
    return Json.parse(client.send(call, BodyHandlers.ofString()).body());
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static final class Dribble {
    private final String name;
    private final Socket socket;
    private final byte[] more;
    private boolean open = true;

    Dribble(String name, int port, String begun, String more) throws IOException {
      this.name = name;
      this.more = more.getBytes(StandardCharsets.ISO_8859_1);
      socket = new Socket("127.0.0.1", port);
      socket.setSoTimeout(1);
      socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a partial TLS record after a valid start. */
    static Dribble inRecord(String name, int port, SelfSigned trusted, String begun)
        throws Exception {
      var client = new Dribble(name, port, "", "x");
      client.socket.setSoTimeout(10_000);
      var secured =
          (SSLSocket)
              trusted
                  .trusting()
                  .getSocketFactory()
                  .createSocket(client.socket, "127.0.0.1", port, false);
      // TLS 1.3 sends tickets after the handshake, which would look like an answer.
      secured.setEnabledProtocols(new String[] {"TLSv1.2"});
      secured.startHandshake();
      secured.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
      client.socket.getOutputStream().write(HALF_RECORD);
      client.socket.setSoTimeout(1);
      return client;
    }

    /** Whether the server has neither answered nor closed. */
    boolean isOpen() {
      return open;
    }

    void sendMore() {
      if (!open) {
        return;
      }
      try {
        socket.getOutputStream().write(more);
        socket.getInputStream().read();
        open = false;
      } catch (SocketTimeoutException nothing) {
        // No answer yet.
      } catch (IOException reset) {
        open = false;
      }
    }
  }
}
