package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.host.Accounts.Session;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driving.call.CallRefused;
import io.chatalot.webhooks.application.driving.call.CallRefused.Limit;
import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.Reason;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitingLoginTest {
  /** More log-ins than the server has platform threads. */
  private static final int MANY = 450;

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new ArrayList<>();
  private final TestServer server =
      new TestServer(
          RateLimiter.UNLIMITED,
          RateLimiter.UNLIMITED,
          (attempt, login) -> {
            var result = new CompletableFuture<Optional<Session>>();
            waiting.add(new Waiting(login, result));
            return result;
          },
          HttpOptions.on("127.0.0.1", 0));

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  @Test
  void manyWaitingLoginsHoldNoThreadsAndAreAnsweredInTheEnd() throws Exception {
    for (int i = 0; i < MANY; i++) {
      send(TestHost.PASSWORD);
    }
    var logins = new ArrayList<Waiting>();
    while (logins.size() < MANY) {
      logins.add(next());
    }

    assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
    logins.forEach(Waiting::proceed);
    for (Socket socket : sockets) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 200 ").contains("access_token");
    }
  }

  @Test
  void aLoginThatWaitedIsAnsweredCountedAndTimedAsAnyOther() throws Exception {
    Socket right = send(TestHost.PASSWORD);
    Waiting login = next();
    Thread.sleep(20);
    login.proceed();
    assertThat(answer(right))
        .startsWith("HTTP/1.1 200 ")
        .contains("X-Content-Type-Options: nosniff", "Set-Cookie: chatalot_session=");
    assertThat(server.observed).containsExactly("POST /api/auth/login 200");
    assertThat(server.lastTook).isGreaterThanOrEqualTo(Duration.ofMillis(20));

    Socket wrong = send("wrong");
    next().proceed();
    assertThat(answer(wrong))
        .startsWith("HTTP/1.1 401 ")
        .contains("\"code\":\"unauthorized\"", "WWW-Authenticate: Bearer");
    assertThat(server.observed)
        .containsExactly("POST /api/auth/login 200", "POST /api/auth/login 401");
  }

  @Test
  void aLoginThatLosesItsPlaceGetsRetryAfter() throws Exception {
    Socket one = send(TestHost.PASSWORD);
    Duration wait = Duration.ofMillis(6_500);
    next()
        .result()
        .completeExceptionally(
            new CallRefused(
                Reason.UNAVAILABLE,
                "Too many.",
                Limit.LOGINS,
                Optional.of(new Quota(1, wait, 0, wait, wait))));
    assertThat(answer(one))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 7", "\"code\":\"unavailable\"");
  }

  @Test
  void aFailingLoginIsAnInternalErrorWithoutDetails() throws Exception {
    for (Throwable fault : List.of(new IllegalStateException("secret"), new OutOfMemoryError())) {
      Socket one = send(TestHost.PASSWORD);
      next().result().completeExceptionally(fault);
      assertThat(answer(one))
          .startsWith("HTTP/1.1 500 ")
          .contains("\"code\":\"internal_error\"")
          .doesNotContain("secret");
    }
  }

  private Waiting next() throws InterruptedException {
    Waiting next = waiting.poll(30, TimeUnit.SECONDS);
    assertThat(next).as("a log-in that waits").isNotNull();
    return next;
  }

  private Socket send(String password) throws IOException {
    var socket = new Socket("127.0.0.1", server.port());
    sockets.add(socket);
    socket.setSoTimeout(30_000);
    String body = "{\"username\":\"owner\",\"password\":\"" + password + "\"}";
    String request =
        "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private record Waiting(
      Supplier<Optional<Session>> login, CompletableFuture<Optional<Session>> result) {
    void proceed() {
      result.complete(login.get());
    }
  }
}
