package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar with too little memory, as an operator runs it. */
@Tag("faults")
class OutOfMemoryIT {
  private static final int EXIT = 70;
  private static final String LAST_WORDS = "Out of memory: the process ends with 70";

  /** Holds the buffers of few connections at a time. */
  private static final String FEW_BUFFERS = "-XX:MaxDirectMemorySize=1m";

  private static final int CROWD = 200;
  private static final int CALLS_EACH = 4;

  @TempDir Path folder;

  @Test
  void aHeapThatDoesNotHoldTheServerEndsItsStart() throws Exception {
    try (ServerProcess server =
        ServerProcess.launch(folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx10m"))) {
      assertThat(server.exit()).isEqualTo(EXIT);
      assertThat(server.err()).contains(LAST_WORDS);
    }
  }

  @Test
  void whenACrowdTakesAllBuffersItServesAgainAndHasAllThatItAnswered() throws Exception {
    var settings =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            FEW_BUFFERS,
            "WEBHOOKS_RATE_LIMIT",
            "0",
            "WEBHOOKS_DATABASE_URL",
            TestDatabases.createUrl());
    try (ServerProcess server = ServerProcess.supervised(folder, settings)) {
      String execute = URI.create(server.createWebhook()).getPath();
      post(server, execute, "before");

      List<Socket> clients = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        clients.add(sending(server, calls(execute, i)));
      }
      List<String> answered = new ArrayList<>(List.of("before", "after"));
      for (int i = 0; i < CROWD; i++) {
        answered.addAll(answered(clients.get(i), i));
      }
      close(clients);
      server.awaitServing(2);

      post(server, execute, "after");
      assertThat(server.contents()).containsAll(answered).doesNotHaveDuplicates();
      assertThat(server.out()).contains("Ended with 70");
      assertThat(server.err()).contains(LAST_WORDS);
      assertThat(server.terminate()).isZero();
    }
  }

  private static void post(ServerProcess server, String execute, String content) throws Exception {
    var answer = server.post(execute, "{\"content\":\"" + content + "\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private static Socket sending(ServerProcess server, byte[] bytes) throws IOException {
    var client = new Socket();
    client.setSoTimeout(60_000);
    try {
      client.connect(new InetSocketAddress("127.0.0.1", URI.create(server.address()).getPort()));
      client.getOutputStream().write(bytes);
    } catch (IOException gone) {
      // The server has ended already.
    }
    return client;
  }

  private static byte[] calls(String execute, int client) {
    var calls = new StringBuilder();
    for (int i = 0; i < CALLS_EACH; i++) {
      String body = "{\"content\":\"" + content(client, i) + "\"}";
      calls
          .append("POST ")
          .append(execute)
          .append(" HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ")
          .append(body.length())
          .append("\r\n\r\n")
          .append(body);
    }
    return calls.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String content(int client, int call) {
    return "crowd " + client + " " + call;
  }

  /** The contents that a client knows to be stored: answers come in the order of the calls. */
  private static List<String> answered(Socket client, int number) {
    var answers = new StringBuilder();
    List<String> contents = new ArrayList<>();
    try {
      byte[] some = new byte[8_192];
      int count = 0;
      while (count >= 0 && contents.size() < CALLS_EACH) {
        count = client.getInputStream().read(some);
        answers.append(new String(some, 0, Math.max(0, count), StandardCharsets.US_ASCII));
        int known = answers.toString().split("HTTP/1.1 200 ", -1).length - 1;
        while (contents.size() < known) {
          contents.add(content(number, contents.size()));
        }
      }
    } catch (IOException gone) {
      // What came before counts.
    }
    return contents;
  }

  private static void close(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }
}
