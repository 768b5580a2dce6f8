package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.TestHost;
import io.chatalot.webhooks.adapter.http.host.Authenticator;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.route.ResponsePolicy;
import io.chatalot.webhooks.adapter.http.route.RouteTable;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.fake.InMemoryMessages;
import io.chatalot.webhooks.application.fake.InMemoryWebhooks;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients open streams while the stores are unavailable, as after a restart. */
class OpeningStreamsTest {
  private static final int MANY = 100;

  private final TestHost host = new TestHost();
  private final AtomicInteger questions = new AtomicInteger();
  private final CountDownLatch waited = new CountDownLatch(1);
  private Javalin javalin;

  @AfterEach
  void stop() {
    javalin.stop();
  }

  @Test
  void waitingStreamsAreRefusedTogetherDuringAnOutage() throws Exception {
    Authenticator hanging =
        token -> {
          questions.incrementAndGet();
          await(waited);
          throw new WebhookException(Reason.UNAVAILABLE, "away");
        };
    serve(hanging);
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < MANY; i++) {
      answers.add(client.sendAsync(request(), BodyHandlers.ofString()));
    }
    waited.countDown();

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> refused = answer.get(30, TimeUnit.SECONDS);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }
    assertThat(questions).hasValueLessThan(MANY / 2);
  }

  private void serve(Authenticator authenticator) {
    InstantSource clock = InstantSource.system();
    var messages = new InMemoryMessages(new InMemoryWebhooks(clock), clock);
    var reader = new MessageReader(messages, host.directory);
    var streams =
        new EventStreams(
            reader,
            new SessionGuard(authenticator, null),
            new StreamLimit(MANY),
            LogOnlyBackground.create());
    var routes = new RouteTable().get("/{channel_id}", streams::open);
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  routes.mount(config, ResponsePolicy.embedded(RequestObserver.NONE));
                })
            .start("127.0.0.1", 0);
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(
            URI.create(
                String.format(
                    Locale.ROOT, "http://127.0.0.1:%d/%s", javalin.port(), host.channel.value())))
        .header("Authorization", "Bearer any")
        .build();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
