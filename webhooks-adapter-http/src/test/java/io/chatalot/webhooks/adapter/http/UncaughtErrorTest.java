package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.javalin.http.servlet.JavalinServlet;
import io.javalin.router.Endpoint;
import org.eclipse.jetty.ee10.servlet.ServletHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error outside of every route, such as one in Javalin itself, in our own server. */
@Timeout(60)
class UncaughtErrorTest {
  private TestServer server;

  @BeforeEach
  void serve() throws Exception {
    server = new TestServer();
    ServletHandler servlets = server.jetty().getDescendant(ServletHandler.class);
    var javalin = (JavalinServlet) servlets.getServlets()[0].getServlet();
    javalin
        .getRouter()
        .addHttpEndpoint(
            new Endpoint(
                HandlerType.GET,
                "/beside",
                ctx -> {
                  throw new NoClassDefFoundError("as asked");
                }));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itIsAnswered500InTheEnvelopeAndCounted() throws InterruptedException {
    var answer = server.anonymous().get("/beside");

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.errorCode()).isEqualTo("internal_error");
    assertThat(answer.body()).doesNotContain("as asked", "NoClassDefFoundError");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    while (server.observed.isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(server.observed).containsExactly("GET none 500");
  }
}
