package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.application.driving.manage.ManageWebhooks;
import io.chatalot.webhooks.application.driving.manage.ManagedChannel;
import io.chatalot.webhooks.application.driving.manage.ManagedWebhook;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookId;
import io.javalin.Javalin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** An embedder wraps the permission check, and so the verbs of its value. */
class WrappedManagerTest {
  @Test
  void httpUsesTheVerbsOfTheEmbeddersWrapper() {
    try (TestServer own = new TestServer()) {
      var journal = new Journal(own.manager);
      var api = new WebhooksApi(journal, own.caller, own.reader, own.host, () -> own.publicUrl);
      Javalin embedder = Javalin.create(api::mount).start("127.0.0.1", 0);
      try {
        String id = own.createWebhook("CI").path("id").asText();
        var client =
            new TestClient(embedder.port())
                .with("Authorization", "Bearer " + own.host.session("owner"));

        client.patch("/api/webhooks/" + id, "{\"name\":\"Builds\"}");
        client.post("/api/webhooks/" + id + "/rotate", "");
        client.delete("/api/webhooks/" + id);

        assertThat(journal.verbs).containsExactly("edit Builds", "rotate", "delete");
      } finally {
        embedder.stop();
        api.close();
      }
    }
  }

  /** Notes the verbs on webhooks. */
  private record Journal(ManageWebhooks inner, List<String> verbs) implements ManageWebhooks {
    Journal(ManageWebhooks inner) {
      this(inner, new CopyOnWriteArrayList<>());
    }

    @Override
    public ManagedChannel channel(UserId by, ChannelId channel) {
      return inner.channel(by, channel);
    }

    @Override
    public ManagedWebhook webhook(UserId by, WebhookId webhook) {
      return new Noted(inner.webhook(by, webhook), verbs);
    }
  }

  private record Noted(ManagedWebhook inner, List<String> verbs) implements ManagedWebhook {
    @Override
    public ListedWebhook shown() {
      return inner.shown();
    }

    @Override
    public ListedWebhook edit(WebhookEdit edit) {
      ListedWebhook edited = inner.edit(edit);
      verbs.add("edit " + edited.webhook().name());
      return edited;
    }

    @Override
    public ListedWebhook toggle(boolean active) {
      return inner.toggle(active);
    }

    @Override
    public Preview preview(Command command) {
      return inner.preview(command);
    }

    @Override
    public Instant beginCapture() {
      return inner.beginCapture();
    }

    @Override
    public Optional<CapturedPayload> captured() {
      return inner.captured();
    }

    @Override
    public IssuedWebhook rotate() {
      verbs.add("rotate");
      return inner.rotate();
    }

    @Override
    public void delete() {
      verbs.add("delete");
      inner.delete();
    }
  }
}
