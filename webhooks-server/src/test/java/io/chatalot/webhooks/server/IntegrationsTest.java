package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JVM's example of docs/integrations.md compiles as it stands there, and does what it says. */
class IntegrationsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "integrations.md");

  @TempDir Path folder;

  private final List<String> bodies = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itsMessageIsSentAgainUnderTheSameKeyUntilItIsTaken() throws Exception {
    answers(429, 503, 200);
    say("{\"content\":\"Hi\"}");
    assertThat(bodies).hasSize(3).containsOnly("{\"content\":\"Hi\"}");
    assertThat(keys).hasSize(3);
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  @Test
  void itsRefusalIsTold() {
    answers(422);
    assertThatThrownBy(() -> say("{}"))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("422")
        .hasMessageContaining("why");
  }

  private void say(String json) throws Exception {
    Method say =
        DocumentedCode.compiled(DOCUMENT, "Announcement", "", folder)
            .getDeclaredMethod("say", URI.class, String.class);
    say.setAccessible(true);
    say.invoke(null, URI.create("http://localhost:" + server.getAddress().getPort() + "/"), json);
  }

  /** One after the other. */
  private void answers(Integer... statuses) {
    Iterator<Integer> next = List.of(statuses).iterator();
    server.createContext(
        "/",
        call -> {
          bodies.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          keys.add(call.getRequestHeaders().getFirst("Idempotency-Key"));
          call.getResponseHeaders().add("Retry-After", "0");
          byte[] why = "why".getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(next.next(), why.length);
          call.getResponseBody().write(why);
          call.close();
        });
    server.start();
  }
}
