package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.Admission;
import io.chatalot.webhooks.application.driving.call.CallWebhooks;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.Execution;
import io.chatalot.webhooks.application.driving.call.Receipt;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Webhook;
import io.javalin.Javalin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An embedder puts something of its own between HTTP and the use cases. */
class WrappedCallerTest {
  @Test
  void httpCallsTheEmbeddersWrapper() {
    try (TestServer own = new TestServer()) {
      var journal = new Journal(own.caller);
      var api = new WebhooksApi(own.manager, journal, own.reader, own.host, () -> own.publicUrl);
      Javalin embedder = Javalin.create(api::mount).start("127.0.0.1", 0);
      try {
        var webhook = own.createWebhook("CI");
        var client = new TestClient(embedder.port());
        String path = "/api/webhooks/execute/" + webhook.path("token").asText();

        assertThat(client.post(path, "{\"content\":\"hello\"}").status()).isEqualTo(200);
        assertThat(journal.webhooks).containsExactly("CI");
      } finally {
        embedder.stop();
        api.close();
      }
    }
  }

  /** Notes the webhooks that were executed. */
  private static final class Journal implements CallWebhooks {
    final List<String> webhooks = new CopyOnWriteArrayList<>();
    private final CallWebhooks inner;

    Journal(CallWebhooks inner) {
      this.inner = inner;
    }

    @Override
    public Receipt execute(Admission admission, Command command, Optional<IdempotencyKey> key) {
      Receipt receipt = inner.execute(admission, command, key);
      webhooks.add(admission.webhook().name().value());
      return receipt;
    }

    @Override
    public Receipt execute(Execution execution) {
      return inner.execute(execution);
    }

    @Override
    public Admission admit(Credentials credentials) {
      return inner.admit(credentials);
    }

    @Override
    public void requireNotHeldBack(Credentials credentials) {
      inner.requireNotHeldBack(credentials);
    }

    @Override
    public Limits limits() {
      return inner.limits();
    }

    @Override
    public void settle(List<RefusedCall> calls) {
      inner.settle(calls);
    }

    @Override
    public Webhook inspect(Admission admission) {
      return inner.inspect(admission);
    }

    @Override
    public RenderedMessage message(Admission admission, MessageId message) {
      return inner.message(admission, message);
    }

    @Override
    public RenderedMessage edit(Admission admission, MessageId message, MessageContent content) {
      return inner.edit(admission, message, content);
    }

    @Override
    public void delete(Admission admission, MessageId message) {
      inner.delete(admission, message);
    }

    @Override
    public Answer send(Admission admission, Composer composer, Optional<PayloadKey> key) {
      return inner.send(admission, composer, key);
    }

    @Override
    public void capture(Admission admission, Supplier<Captured> payload) {
      inner.capture(admission, payload);
    }

    @Override
    public Kept put(Admission admission, Command command, MessageKey key) {
      return inner.put(admission, command, key);
    }

    @Override
    public Kept putLast(Admission admission, Command command, MessageKey key) {
      return inner.putLast(admission, command, key);
    }

    @Override
    public void delete(Admission admission, MessageKey key) {
      inner.delete(admission, key);
    }
  }
}
