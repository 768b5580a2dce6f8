package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.append.FirstUses;
import io.chatalot.webhooks.adapter.jdbc.append.TextStorage;
import io.chatalot.webhooks.adapter.jdbc.append.TextStorage.Column;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores the text of messages in Chatalot's table {@code messages}, beside a row of ours. */
final class HostedText {
  /**
   * Leaves out the webhooks of channels that take no messages. The type is compared as text, since
   * older releases do not know {@code gallery}.
   */
  private static final String OPEN_CHANNEL =
      """
      JOIN public.channels ON channels.id = webhook.channel_id
        AND NOT channels.archived AND CAST(channels.channel_type AS text) NOT IN ('dm', 'gallery')
      """;

  /**
   * Both rows by one statement. Chatalot shows its row by its own rules: its client takes {@code
   * ciphertext} in UTF-8 for the text, and removes the message at {@code expires_at}. A sender
   * whose account is gone becomes NULL, as in Chatalot's own rows. Our row keeps the place and no
   * text.
   */
  private static final String INSERT =
      """
      hosted AS (
        INSERT INTO public.messages
          (id, channel_id, sender_id, ciphertext, nonce, message_type, plaintext, created_at,
           expires_at)
        SELECT id, channel_id, (SELECT id FROM public.users WHERE id = {sender}),
          convert_to(shown, 'UTF8'), '\\x00', 'webhook', plaintext, created_at,
          created_at + make_interval(secs => message_ttl_seconds)
        FROM placed
      ), stored AS (
        INSERT INTO webhooks.message
          (channel_id, position, id, webhook_id, username, avatar_url, content, created_at)
        SELECT channel_id, position, id, webhook_id, '', NULL, '', created_at FROM placed\
      """;

  /** The first messages of keys in use; Chatalot may have removed its rows. */
  static final FirstUses FIRST_USES =
      new FirstUses(
          "message.id, message.created_at, host.plaintext",
          "LEFT JOIN public.messages AS host ON host.id = message.id"
              + " AND host.message_type = 'webhook'",
          HostedText::asFirstSent);

  private HostedText() {}

  /**
   * @param sender the account that Chatalot shows as the sender, if any
   */
  static TextStorage of(Optional<UUID> sender) {
    return new TextStorage(
        List.of(
            new Column("shown", draft -> HostText.of(draft.username(), draft.content())),
            new Column("plaintext", HostedText::plaintext)),
        OPEN_CHANNEL,
        ", message_ttl_seconds",
        "clock_timestamp()",
        true,
        INSERT.replace("{sender}", sender.map(id -> "'" + id + "'::uuid").orElse("NULL")));
  }

  private static String plaintext(MessageDraft draft) {
    return HostPlaintext.of(draft.username(), draft.avatarUrl(), draft.content());
  }

  /** Takes name and avatar from the repeated call if Chatalot's row is gone. */
  private static Message asFirstSent(ResultSet row, MessageDraft repeated) throws SQLException {
    Optional<HostPlaintext> kept =
        Optional.ofNullable(row.getString("plaintext")).flatMap(HostPlaintext::parse);
    return new Message(
        new MessageId(Columns.uuid(row, "id")),
        repeated.channelId(),
        repeated.webhookId(),
        kept.map(HostPlaintext::name).orElse(repeated.username()),
        kept.map(HostPlaintext::avatar).orElse(repeated.avatarUrl()),
        repeated.content(),
        Columns.instant(row, "created_at").orElseThrow().truncatedTo(ChronoUnit.MILLIS),
        Optional.empty());
  }
}
