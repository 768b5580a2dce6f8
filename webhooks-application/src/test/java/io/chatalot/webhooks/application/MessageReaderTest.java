package io.chatalot.webhooks.application;

import static io.chatalot.webhooks.application.Stage.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageReaderTest {
  private static final MessageRange ALL = MessageRange.newest(100);

  private final Stage stage = new Stage();
  private final IssuedWebhook webhook = stage.issue("CI");
  private final Message one = stage.say(webhook, "one").message().message();
  private final Message two = stage.say(webhook, "two").message().message();
  private final Message three = stage.say(webhook, "three").message().message();

  @Test
  void everyMemberReads() {
    for (UserId by : List.of(stage.owner, stage.admin, stage.moderator, stage.member)) {
      assertThat(stage.reader.read(by, stage.channel, ALL)).hasSize(3);
    }
  }

  @Test
  void aStrangerAndAFormerMemberFindNoChannel() {
    stage.directory.removeMember(stage.community, stage.member);

    for (UserId by : List.of(stage.stranger, stage.member)) {
      isNoSuch("channel", refusal(() -> stage.reader.read(by, stage.channel, ALL)));
      isNoSuch(
          "channel", refusal(() -> stage.reader.place(by, stage.channel, OptionalLong.empty())));
      isNoSuch("channel", refusal(() -> stage.reader.remove(by, stage.channel, one.id())));
    }
  }

  @Test
  void aManagerWhoIsNotInTheChannelManagesAndDoesNotRead() {
    stage.directory.keepFromReading(stage.community, stage.admin);

    assertThat(refusal(() -> stage.reader.read(stage.admin, stage.channel, ALL)).reason())
        .isEqualTo(Reason.FORBIDDEN);
    assertThat(
            refusal(() -> stage.reader.place(stage.admin, stage.channel, OptionalLong.empty()))
                .reason())
        .isEqualTo(Reason.FORBIDDEN);
    assertThat(stage.manager.channel(stage.admin, stage.channel).list()).hasSize(1);
    try (var following = stage.reader.follow(stage.channel, () -> {})) {
      assertThat(following.allowed(Set.of(stage.admin, stage.member)))
          .containsExactly(stage.member);
    }
  }

  @Test
  void anUnknownChannelIsNotFound() {
    var unknown = new ChannelId(UUID.randomUUID());

    isNoSuch("channel", refusal(() -> stage.reader.read(stage.owner, unknown, ALL)));
    isNoSuch("channel", refusal(() -> stage.reader.remove(stage.owner, unknown, one.id())));
  }

  @Test
  void anArchivedChannelIsStillRead() {
    stage.directory.setArchived(stage.channel, true);

    assertThat(stage.reader.read(stage.member, stage.channel, ALL)).hasSize(3);
  }

  @Test
  void messagesAreReadTheNewestFirstAndRendered() {
    var read = stage.reader.read(stage.member, stage.channel, ALL);

    assertThat(read).extracting(rendered -> rendered.message()).containsExactly(three, two, one);
    assertThat(read.get(0).contentHtml()).isEqualTo("<p>three</p>\n");
  }

  @Test
  void aPageIsTheNewestOfItsRange() {
    assertThat(read(2, null, null)).containsExactly(three, two);
    assertThat(read(1, three, null)).containsExactly(two);
    assertThat(read(100, three, null)).containsExactly(two, one);
    assertThat(read(100, one, null)).isEmpty();
    assertThat(read(100, three, one)).containsExactly(two);
  }

  @Test
  void aPageAfterAMessageIsTheOneNextToIt() {
    assertThat(read(1, null, one)).containsExactly(two);
    assertThat(read(100, null, one)).containsExactly(three, two);
    assertThat(read(100, null, three)).isEmpty();
  }

  @Test
  void pagesOneBehindTheOtherHaveEachMessageOnce() {
    assertThat(read(2, null, null)).containsExactly(three, two);
    assertThat(read(2, two, null)).containsExactly(one);
  }

  @Test
  void aBoundThatWasNeverAMessageOfTheChannelIsInvalid() {
    ChannelId other = stage.directory.addChannel(stage.community);
    var bound = new MessageRange(10, Optional.of(one.id()), Optional.empty());
    var unknown =
        new MessageRange(10, Optional.empty(), Optional.of(new MessageId(UUID.randomUUID())));

    assertThat(refusal(() -> stage.reader.read(stage.member, other, bound)).reason())
        .isEqualTo(Reason.INVALID);
    assertThat(refusal(() -> stage.reader.read(stage.member, stage.channel, unknown)).reason())
        .isEqualTo(Reason.INVALID);
  }

  @Test
  void aModeratorAndThoseAboveRemoveMessages() {
    stage.reader.remove(stage.moderator, stage.channel, one.id());
    stage.reader.remove(stage.admin, stage.channel, two.id());
    stage.reader.remove(stage.owner, stage.channel, three.id());

    assertThat(read(100, null, null)).isEmpty();
  }

  @Test
  void aPlainMemberMayNotRemoveMessages() {
    WebhookException refused =
        refusal(() -> stage.reader.remove(stage.member, stage.channel, one.id()));

    assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(refused)
        .hasMessage("Only an Owner, Admin or Moderator of the community may remove messages.");
    assertThat(read(100, null, null)).hasSize(3);
  }

  @Test
  void aMessageIsRemovedOnceAndOnlyFromItsChannel() {
    ChannelId other = stage.directory.addChannel(stage.community);

    isNoSuch("message", refusal(() -> stage.reader.remove(stage.owner, other, one.id())));
    stage.reader.remove(stage.owner, stage.channel, one.id());
    isNoSuch("message", refusal(() -> stage.reader.remove(stage.owner, stage.channel, one.id())));
  }

  private List<Message> read(int limit, Message before, Message after) {
    var range =
        new MessageRange(
            limit,
            Optional.ofNullable(before).map(Message::id),
            Optional.ofNullable(after).map(Message::id));
    return stage.reader.read(stage.member, stage.channel, range).stream()
        .map(rendered -> rendered.message())
        .toList();
  }

  private static void isNoSuch(String what, WebhookException refused) {
    assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(refused).hasMessage("No such " + what + ".");
  }
}
