package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of Chatalot's table, as its server and its client need them. */
class HostedRowsTest {
  private static final ChannelId BUILDS = new ChannelId(id("a1"));
  private static final ChannelId BRIEF = new ChannelId(id("a7"));

  private final ChatalotHost host = ChatalotHost.create();
  private final HostedNode node = new HostedNode(host, Optional.of(id("4")));
  private final Webhook webhook = Samples.added(node.webhooks, BUILDS);

  @AfterEach
  void close() {
    node.close();
  }

  private Message sent(Webhook by, String content) {
    return node.messages.append(Samples.plain(by, content)).message().orElseThrow();
  }

  private String text(Message message, String column) {
    return host.value(
        String.class, "SELECT " + column + " FROM messages WHERE id = ?", message.id().value());
  }

  @Test
  void aMessageHasTheFormThatChatalotsClientShows() {
    Message message = sent(webhook, "Build **#142** ✅");

    assertThat(text(message, "convert_from(ciphertext, 'UTF8')"))
        .isEqualTo("**" + webhook.name() + "**\n\nBuild **#142** ✅");
    assertThat(text(message, "nonce::text")).isEqualTo("\\x00");
    assertThat(text(message, "message_type")).isEqualTo("webhook");
    assertThat(text(message, "sender_id")).isEqualTo(id("4").toString());
    assertThat(text(message, "plaintext::json->>'content'")).isEqualTo("Build **#142** ✅");
    assertThat(text(message, "plaintext::json->>'webhook_name'")).isEqualTo(webhook.name().value());
    assertThat(text(message, "expires_at")).isNull();
    assertThat(node.messages.find(BUILDS, message.id())).contains(message);
    assertThat(
            host.value(Integer.class, "SELECT count(*) FROM webhooks.message WHERE content <> ''"))
        .isZero();
  }

  @Test
  void aChannelsLifetimeHoldsForItsMessages() {
    Webhook brief = Samples.added(node.webhooks, BRIEF);
    Message plain = sent(brief, "plain");
    Message keyed =
        node.messages.append(Samples.once(brief, "key", "keyed")).message().orElseThrow();

    for (Message message : List.of(plain, keyed)) {
      assertThat(text(message, "extract(epoch FROM expires_at - created_at)::int"))
          .isEqualTo("3600");
    }
    host.run("UPDATE messages SET expires_at = now() WHERE channel_id = ?", BRIEF.value());
    assertThat(node.messages.find(BRIEF, plain.id())).isEmpty();
    assertThat(node.messages.page(BRIEF, MessageRange.newest(10))).isEmpty();
    assertThat(node.messages.events(BRIEF, 0, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deleted_at = now()",
        "quarantined_at = now()",
        "expires_at = now()",
        "plaintext = NULL",
        "plaintext = 'no JSON'",
        "message_type = 'text'"
      })
  void aMessageThatChatalotDoesNotShowIsNotReadAndNotChanged(String taken) {
    Message message = sent(webhook, "text");
    host.run("UPDATE messages SET " + taken + " WHERE id = ?", message.id().value());
    String before = text(message, "messages::text");

    assertThat(node.messages.find(BUILDS, message.id())).isEmpty();
    assertThat(node.messages.page(BUILDS, MessageRange.newest(10))).isEmpty();
    assertThat(node.messages.events(BUILDS, 0, 10)).isEmpty();
    assertThat(node.messages.edit(BUILDS, webhook.id(), message.id(), new MessageContent("other")))
        .isEmpty();
    if (!taken.startsWith("plaintext = 'no")) {
      assertThat(node.messages.delete(BUILDS, message.id())).isFalse();
      assertThat(text(message, "messages::text")).isEqualTo(before);
    }
  }

  @Test
  void aQuarantineThatIsTakenBackShowsTheMessageAgain() {
    Message message = sent(webhook, "text");
    host.run("UPDATE messages SET quarantined_at = now() WHERE id = ?", message.id().value());
    host.run("UPDATE messages SET quarantined_at = NULL WHERE id = ?", message.id().value());

    assertThat(node.messages.find(BUILDS, message.id())).contains(message);
  }

  @Test
  void anEditChangesWhatChatalotShows() {
    Message message = sent(webhook, "before");

    Message edited =
        node.messages
            .edit(BUILDS, webhook.id(), message.id(), new MessageContent("after"))
            .orElseThrow();

    assertThat(text(message, "convert_from(ciphertext, 'UTF8')"))
        .isEqualTo("**" + webhook.name() + "**\n\nafter");
    assertThat(text(message, "plaintext::json->>'content'")).isEqualTo("after");
    assertThat(text(message, "date_trunc('milliseconds', edited_at) IS NOT NULL")).isEqualTo("t");
    assertThat(node.messages.find(BUILDS, message.id())).contains(edited);
  }

  @Test
  void aDeletionTakesTheTextOutAtOnce() {
    Message message = sent(webhook, "a leaked secret");

    assertThat(node.messages.delete(BUILDS, webhook.id(), message.id())).isTrue();

    assertThat(text(message, "octet_length(ciphertext)")).isEqualTo("0");
    assertThat(text(message, "plaintext")).isNull();
    assertThat(text(message, "deleted_at IS NOT NULL")).isEqualTo("t");
  }

  @Test
  void membersOwnMessagesAreNeitherReadNorChanged() {
    var membersOwn = new MessageId(id("f2"));

    assertThat(node.messages.find(BUILDS, membersOwn)).isEmpty();
    assertThat(node.messages.delete(BUILDS, membersOwn)).isFalse();
    assertThat(text(id("f2"))).isEqualTo("hello");
  }

  private String text(UUID message) {
    return host.value(
        String.class,
        "SELECT convert_from(ciphertext, 'UTF8') FROM messages WHERE id = ?",
        message);
  }

  @Test
  void archivingByChatalotItselfHoldsForTheNextMessage() {
    host.run("UPDATE channels SET archived = true WHERE id = ?", BUILDS.value());

    for (NewMessage late : List.of(Samples.plain(webhook, "a"), Samples.once(webhook, "k", "a"))) {
      assertThat(node.messages.append(late)).isEqualTo(Appended.webhookChanged());
    }
    host.run("UPDATE channels SET archived = false WHERE id = ?", BUILDS.value());
    assertThat(node.messages.append(Samples.plain(webhook, "b")).outcome())
        .isEqualTo(Outcome.STORED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dm", "gallery"})
  void aChannelThatBecomesUnfitTakesNoMessages(String type) {
    host.run(
        "UPDATE channels SET channel_type = ?::channel_type WHERE id = ?", type, BUILDS.value());

    assertThat(node.messages.append(Samples.plain(webhook, "a")).outcome())
        .isEqualTo(Outcome.WEBHOOK_CHANGED);
  }

  @Test
  void aDeletedChannelTakesNoMessages() {
    host.run("DELETE FROM channels WHERE id = ?", BUILDS.value());

    for (NewMessage late : List.of(Samples.plain(webhook, "a"), Samples.once(webhook, "k", "a"))) {
      assertThat(node.messages.append(late)).isEqualTo(Appended.webhookChanged());
    }
  }

  @Test
  void messagesGoOnWithoutASenderWhoseAccountIsGone() {
    host.run("DELETE FROM users WHERE id = ?", id("4"));

    Message message = sent(webhook, "text");

    assertThat(text(message, "sender_id")).isNull();
  }

  /** Chatalot pages by the time of a message, and so would leave out one of two equal times. */
  @Test
  void messagesOfABatchHaveTimesOfTheirOwnInTheOrderOfPositions() {
    List<NewMessage> plain =
        IntStream.range(0, 300).mapToObj(i -> Samples.plain(webhook, "plain " + i)).toList();
    var tables = new HostedMessages(Optional.empty(), stored -> {});
    tables.append(node.database, plain);
    tables.append(
        node.database, List.of(Samples.once(webhook, "k", "x"), Samples.plain(webhook, "y")));

    assertThat(
            host.value(
                Integer.class,
                """
                SELECT count(*) FROM (
                  SELECT host.created_at > lag(host.created_at) OVER (ORDER BY position) AS later
                  FROM webhooks.message JOIN public.messages AS host USING (id)
                ) AS pairs WHERE NOT later
                """))
        .isZero();
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks.message")).isEqualTo(302);
  }

  @Test
  void aRepeatOfAKeyIsAnsweredWhateverChatalotDidToTheMessage() {
    NewMessage first = Samples.once(webhook, "k", "text");
    Message message = node.messages.append(first).message().orElseThrow();

    for (String done :
        List.of(
            "UPDATE messages SET quarantined_at = now() WHERE id = ?",
            "UPDATE messages SET plaintext = NULL, deleted_at = now() WHERE id = ?",
            "DELETE FROM messages WHERE id = ?")) {
      host.run(done, message.id().value());
      Appended repeat = node.messages.append(Samples.once(webhook, "k", "text"));
      assertThat(repeat.outcome()).isEqualTo(Outcome.REPLAYED);
      assertThat(repeat.message()).contains(message);
    }
  }

  @Test
  void timesAreTheDatabases() {
    Instant before = node.database.now().minus(Duration.ofMillis(1));
    Message message = sent(webhook, "text");

    assertThat(message.createdAt()).isBetween(before, node.database.now());
  }
}
