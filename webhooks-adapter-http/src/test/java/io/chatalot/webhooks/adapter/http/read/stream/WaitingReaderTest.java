package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.read.ReadingRoutes;
import io.chatalot.webhooks.adapter.http.read.history.MessagePages;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory.Place;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers who lose their permission while they wait for memory. */
class WaitingReaderTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestHost host = new TestHost();
  private final AnswerMemory room = new AnswerMemory(16 << 20, LONG, LONG, LONG);
  private Place all;
  private Javalin javalin;

  @BeforeEach
  void serve() {
    InstantSource clock = InstantSource.system();
    var messages = new InMemoryMessages(new InMemoryWebhooks(clock), clock);
    var reader = new MessageReader(messages, host.directory);
    var sessions = new SessionGuard(host, null);
    var routes = new RouteTable();
    var streams =
        new EventStreams(reader, sessions, new StreamLimit(1), LogOnlyBackground.create());
    new ReadingRoutes(
            reader, sessions, streams, new MessagePages(LogOnlyBackground.create(), room, LONG))
        .addTo(routes);
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.mount(config, ResponsePolicy.embedded(RequestObserver.NONE));
                })
            .start("127.0.0.1", 0);
    all = room.enter("another", Long.MAX_VALUE).join();
  }

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @Test
  void aSessionThatEndsMeanwhileReadsNothing() throws Exception {
    String session = host.session("member");
    CompletableFuture<HttpResponse<String>> answer = askAndWait(session);
    host.logout(session);
    all.leave();

    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
    assertThat(room.isUsed()).isFalse();
  }

  @Test
  void aMembershipThatEndsMeanwhileReadsNothing() throws Exception {
    CompletableFuture<HttpResponse<String>> answer = askAndWait(host.session("member"));
    host.directory.removeMember(host.community, host.id("member"));
    all.leave();

    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
    assertThat(room.isUsed()).isFalse();
  }

  private CompletableFuture<HttpResponse<String>> askAndWait(String session) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    String.format(
                        Locale.ROOT,
                        "http://127.0.0.1:%d/api/channels/%s/messages",
                        javalin.port(),
                        host.channel.value())))
            .header("Authorization", "Bearer " + session)
            .build();
    var answer = HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
    long start = System.nanoTime();
    while (room.waiting() == 0) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      Thread.onSpinWait();
    }
    return answer;
  }
}
