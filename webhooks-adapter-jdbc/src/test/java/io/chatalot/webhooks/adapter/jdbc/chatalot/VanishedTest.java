package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageEvent.Deleted;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VanishedTest {
  private static final ChannelId BUILDS = new ChannelId(id("a1"));

  private final ChatalotHost host = ChatalotHost.create();
  private final HostedNode node = new HostedNode(host, Optional.empty());
  private final Webhook webhook = Samples.added(node.webhooks, BUILDS);
  private final ConcurrentLinkedQueue<Set<ChannelId>> woken = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    node.close();
  }

  private Vanished vanished() {
    return new Vanished(node.database, () -> Set.of(BUILDS), woken::add, LoggedBackground.create());
  }

  private Message sent(String content) {
    return node.messages.append(Samples.plain(webhook, content)).message().orElseThrow();
  }

  private List<MessageEvent> deletions() {
    return node.messages.events(BUILDS, 0, 100).stream().filter(Deleted.class::isInstance).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE messages SET deleted_at = now() WHERE id = ?",
        "UPDATE messages SET quarantined_at = now() WHERE id = ?",
        "UPDATE messages SET expires_at = now() WHERE id = ?",
        "DELETE FROM messages WHERE id = ?"
      })
  void aMessageThatChatalotTakesAwayIsToldAsDeletedOnce(String taken) {
    Message kept = sent("kept");
    Message gone = sent("gone");
    host.run(taken, gone.id().value());
    try (Vanished one = vanished();
        Vanished other = vanished()) {
      one.look();
      other.look();
      one.look();
    }

    assertThat(deletions()).containsExactly(new Deleted(3, BUILDS, gone.id()));
    assertThat(node.messages.find(BUILDS, kept.id())).contains(kept);
    assertThat(node.messages.latestPosition(BUILDS)).isEqualTo(3);
    assertThat(woken).contains(Set.of(BUILDS));
  }

  @Test
  void manyThatVanishTogetherHavePositionsOfTheirOwn() {
    List<Message> gone = List.of(sent("a"), sent("b"), sent("c"));
    host.run("DELETE FROM messages WHERE message_type = 'webhook'");
    try (Vanished one = vanished()) {
      one.look();
    }

    assertThat(deletions()).extracting(MessageEvent::position).containsExactly(4L, 5L, 6L);
    assertThat(deletions())
        .extracting(event -> ((Deleted) event).messageId())
        .containsExactlyInAnyOrderElementsOf(gone.stream().map(Message::id).toList());
  }

  @Test
  void aDeletionOfOursIsNotToldAgain() {
    Message gone = sent("gone");
    node.messages.delete(BUILDS, gone.id());
    try (Vanished one = vanished()) {
      one.look();
    }

    assertThat(deletions()).hasSize(1);
  }

  @Test
  void followersHearOfItByThemselves() {
    Message gone = sent("gone");
    host.run("DELETE FROM messages WHERE id = ?", gone.id().value());
    Vanished looking = vanished();
    try {
      Await.until("the deletion is told", () -> deletions().size() == 1);
    } finally {
      looking.close();
    }
  }
}
